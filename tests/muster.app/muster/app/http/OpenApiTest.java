// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.model.AccessChange;
import muster.model.Acknowledgement;
import muster.model.Activity;
import muster.model.Alert;
import muster.model.AlertChange;
import muster.model.AlertList;
import muster.model.AlertRule;
import muster.model.AlertStatus;
import muster.model.AlertTrial;
import muster.model.AnchorList;
import muster.model.Attendance;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.BackendStatus;
import muster.model.Branch;
import muster.model.BranchChange;
import muster.model.BranchList;
import muster.model.BranchSettings;
import muster.model.BranchStatus;
import muster.model.ChannelList;
import muster.model.ChannelStatus;
import muster.model.ChannelTrial;
import muster.model.CheckIn;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.ClockReading;
import muster.model.CloseOut;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.CommandList;
import muster.model.CommandRequest;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.ComponentList;
import muster.model.ComponentReport;
import muster.model.Contact;
import muster.model.DayAnchor;
import muster.model.DayRequest;
import muster.model.DayState;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.DeadLetterPage;
import muster.model.DeviceStatus;
import muster.model.ErasureRequest;
import muster.model.ErasureResult;
import muster.model.Explanation;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.FetchRow;
import muster.model.Fetched;
import muster.model.Forgotten;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.GatheringList;
import muster.model.GatheringSettings;
import muster.model.GatheringStatus;
import muster.model.History;
import muster.model.ImportBatch;
import muster.model.ImportResult;
import muster.model.ImportedPunch;
import muster.model.Json;
import muster.model.LetterChoice;
import muster.model.LetterCount;
import muster.model.LetterEdit;
import muster.model.LocalTimeFit;
import muster.model.Metrics;
import muster.model.MonitorEntry;
import muster.model.MonitorReport;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.PendingTerminal;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PersonErased;
import muster.model.PersonPage;
import muster.model.Presence;
import muster.model.Problem;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.PunchPage;
import muster.model.PunchRow;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;
import muster.model.Quarantined;
import muster.model.Reconciliation;
import muster.model.Registration;
import muster.model.ReplayRequest;
import muster.model.Role;
import muster.model.RosterList;
import muster.model.RosterResult;
import muster.model.RuleList;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.Sighting;
import muster.model.SightingBatch;
import muster.model.Silence;
import muster.model.SilenceChange;
import muster.model.SilenceList;
import muster.model.SilenceRequest;
import muster.model.SinkChange;
import muster.model.SinkDifferences;
import muster.model.SinkList;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.SinkTrial;
import muster.model.Source;
import muster.model.StatusReport;
import muster.model.SyncRequest;
import muster.model.SystemState;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;
import muster.model.UserSync;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file says what the server does. That its answers fit is checked with every call of every test of
/// this package, in [OpenHouse].
class OpenApiTest {

    private static final Contract CONTRACT = OpenHouse.CONTRACT;

    private static final List<Class<? extends Record>> RECORDS = List.of(
            AnchorList.class, DayAnchor.class, Alert.class, Attendance.class, Attendance.Raw.class, Attendee.class, AttendeePage.class,
            BackendStatus.class, Branch.class, BranchChange.class, BranchList.class, BranchSettings.class,
            BranchStatus.class, CheckIn.class, CheckInRequest.class, CheckInResult.class, ClockReading.class,
            Command.class, CommandChange.class, CommandList.class, CommandRequest.class, Contact.class,
            DeadLetter.class, DeadLetterChange.class, DeadLetterPage.class, Explanation.class, Explanation.Sent.class,
            Explanation.Step.class, LetterChoice.class, LetterCount.class, LetterEdit.class, ReplayRequest.class,
            SinkDifferences.class, SinkDifferences.Line.class, SinkList.class, SinkStatus.class, SinkTrial.class,
            SyncRequest.class, DeviceStatus.class, FetchReport.class, FetchRequest.class,
            FetchRow.class, Fetched.class, Gathering.class, GatheringChange.class, GatheringList.class,
            GatheringSettings.class, GatheringStatus.class, ImportBatch.class, ImportResult.class,
            ImportedPunch.class, Metrics.class, MonitorEntry.class, Notice.class, Operation.class,
            PendingTerminal.class, Person.class, PersonChange.class, PersonPage.class, Presence.class, Problem.class,
            Pull.class, PullSettings.class, PunchPage.class, PunchRow.class, QuarantinePage.class,
            QuarantineRow.class, Quarantined.class, Registration.class, RosterList.class, RosterList.Listed.class,
            RosterResult.class, ScannerChange.class, ScannerStatus.class, ScannerStatus.Adapter.class,
            Sighting.class, SightingBatch.class, SinkChange.class, StatusReport.class, SystemState.class,
            Terminal.class, TerminalChange.class, TerminalList.class, TerminalSettings.class, TerminalStatus.class,
            UserSync.class, Reconciliation.class, Reconciliation.OfTerminal.class, Reconciliation.AtSink.class,
            Reconciliation.AtTarget.class, Reconciliation.Repair.class, Reconciliation.Resent.class, DayRequest.class,
            CloseOut.class, CloseOut.OfBranch.class, CloseOut.Awaited.class, CloseOut.OfSink.class,
            Acknowledgement.class, Activity.class, AlertChange.class, AlertList.class, AlertRule.class,
            AlertStatus.class, AlertTrial.class, AlertTrial.Firing.class, ChannelList.class, ChannelStatus.class,
            ChannelTrial.class, Component.class, ComponentChange.class, ComponentList.class, ComponentReport.class,
            History.class, History.Point.class, MonitorReport.class, RuleList.class, Silence.class,
            AccessChange.class, SilenceChange.class, SilenceList.class, SilenceRequest.class,
            ErasureRequest.class, ErasureResult.class, PersonErased.class, Forgotten.class);

    /// Records within others are called otherwise in the file.
    private static final Map<Class<?>, String> WITHIN = Map.of(
            Attendance.Raw.class, "AttendanceRaw",
            ScannerStatus.Adapter.class, "ScannerAdapter",
            SinkDifferences.Line.class, "SinkDifference",
            Explanation.Step.class, "ExplainedStep",
            Explanation.Sent.class, "ExplainedDelivery",
            AlertTrial.Firing.class, "TrialFiring",
            History.Point.class, "HistoryPoint");

    /// Answers that are no record of the model.
    private static final Set<String> OTHERS = Set.of(
            "Alive", "Ready", "PunchDetail", "ReplayResult", "PairingRequest", "Pairing", "ClockReadings", "NoMembers",
            "StreamMessage", "SightingsTaken", "Measure");

    @TempDir
    Path directory;

    @Test
    void everyRouteIsInTheFileWithItsRoleAndNothingElse() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            StreamForms forms = new StreamForms(open.house.terminals, open.house.journal.records());
            StreamResource streams =
                    new StreamResource(open.house.journal, forms, null, OpenHouse.SETTINGS, open.house.clock);
            Resources resources = Resources.of(open.house.journal, null, open.house.terminalSide(),
                    open.house.doorSide(), open.house.sinkSide(), open.post.side, streams, () -> 0);
            Set<String> routes = new Routes(resources, "9.9.9")
                    .all().stream()
                    .map(route -> route.method() + " " + route.pattern() + " "
                            + (route.needed() == null ? "anybody" : Json.word(route.needed())))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described = CONTRACT.paths().entrySet().stream()
                    .flatMap(path -> path.getValue().getAsJsonObject().entrySet().stream()
                            .map(method -> method.getKey().toUpperCase() + " " + path.getKey() + " "
                                    + method.getValue().getAsJsonObject().get("x-role").getAsString()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(routes, described);
        }
    }

    @Test
    void theFileIsServedWithTheVersionOfTheProgram() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals(CONTRACT.document(), JsonParser.parseString(open.get("/api/openapi.json").body()));
            assertEquals("3.1.0", CONTRACT.document().get("openapi").getAsString());
            assertEquals("9.9.9", CONTRACT.document().getAsJsonObject("info").get("version").getAsString());
        }
    }

    @Test
    void theMembersOfASchemaAreThoseOfItsRecord() {
        Map<String, Set<String>> expected = new TreeMap<>();
        RECORDS.forEach(record -> expected.put(name(record), Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(Body::snakeCase)
                .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> described = new TreeMap<>();
        CONTRACT.schemas().entrySet().stream()
                .filter(schema -> !OTHERS.contains(schema.getKey()))
                .forEach(schema -> described.put(schema.getKey(), new TreeSet<>(
                        schema.getValue().getAsJsonObject().getAsJsonObject("properties").keySet())));
        assertEquals(expected, described);
        assertTrue(CONTRACT.schemas().keySet().containsAll(OTHERS));
    }

    private static String name(Class<?> record) {
        return WITHIN.getOrDefault(record, record.getSimpleName());
    }

    @Test
    void theWordsOfAMemberAreThoseOfItsEnum() {
        Set<List<String>> described = CONTRACT.schemas().entrySet().stream()
                .map(schema -> schema.getValue().getAsJsonObject().getAsJsonObject("properties"))
                .flatMap(properties -> properties.entrySet().stream())
                .filter(property -> property.getValue().getAsJsonObject().has("enum"))
                .map(property -> Contract.strings(property.getValue().getAsJsonObject().get("enum")))
                .collect(Collectors.toSet());
        Stream.of(Source.values(), ZoneFrom.values(), LocalTimeFit.values(), Terminal.State.values(),
                        TerminalStatus.Presence.values(), Command.State.values(), Quarantined.Reason.values(),
                        Notice.Level.values(), Pull.Transport.values(), FetchRow.State.values(), CheckIn.Proof.values(),
                        CheckIn.Timing.values(), CheckInResult.Outcome.values(), Gathering.From.values(),
                        Gathering.State.values(), Attendee.State.values(), Presence.Act.values(),
                        ScannerChange.State.values(), ScannerStatus.Mode.values(), SinkState.values(),
                        DeadLetter.State.values(), DayState.values(), AlertStatus.State.values(), Silence.Kind.values(),
                        Silence.Every.values(), Component.State.values(), Role.values())
                .map(words -> Arrays.stream(words).map(Json::word).toList())
                .forEach(words -> assertTrue(described.contains(words), words + " is nowhere"));
        assertTrue(described.contains(CommandRequest.NAMES));
        assertTrue(described.contains(StreamResource.KINDS));
        assertTrue(described.contains(Arrays.stream(ProblemKind.values()).map(ProblemKind::type).toList()));
    }

    @Test
    void everyKindOfProblemHasItsStatusAmongTheAnswers() {
        Set<String> statuses = CONTRACT.paths().entrySet().stream()
                .flatMap(path -> path.getValue().getAsJsonObject().entrySet().stream())
                .map(operation -> operation.getValue().getAsJsonObject().getAsJsonObject("responses"))
                .flatMap(responses -> responses.keySet().stream())
                .collect(Collectors.toSet());
        Arrays.stream(ProblemKind.values())
                // a method that is not possible belongs to no operation
                .filter(kind -> kind != ProblemKind.METHOD)
                .forEach(kind -> assertTrue(statuses.contains(Integer.toString(kind.status())), kind.type()));
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryPartIsUsed() {
        String text = CONTRACT.document().toString();
        JsonObject components = CONTRACT.document().getAsJsonObject("components");
        for (String section : List.of("schemas", "responses", "parameters")) {
            for (String name : components.getAsJsonObject(section).keySet()) {
                assertTrue(text.contains("\"#/components/" + section + "/" + name + "\""), name + " is not used");
            }
        }
        assertEquals(List.of(), dangling(CONTRACT.document(), components));
    }

    private static List<String> dangling(JsonElement element, JsonObject components) {
        return switch (element) {
            case JsonObject object when object.has("$ref") -> {
                String[] parts = object.get("$ref").getAsString().split("/");
                yield components.getAsJsonObject(parts[2]).has(parts[3]) ? List.of() : List.of(object.toString());
            }
            case JsonObject object -> object.entrySet().stream()
                    .flatMap(member -> dangling(member.getValue(), components).stream()).toList();
            case JsonElement array when array.isJsonArray() -> array.getAsJsonArray().asList().stream()
                    .flatMap(item -> dangling(item, components).stream()).toList();
            default -> List.of();
        };
    }

    @Test
    void thePathVariablesOfEveryOperationAreDescribed() {
        CONTRACT.paths().entrySet().forEach(path -> path.getValue().getAsJsonObject().entrySet().forEach(operation -> {
            long variables = path.getKey().chars().filter(c -> c == '{').count();
            JsonElement parameters = operation.getValue().getAsJsonObject().get("parameters");
            long described = parameters == null ? 0 : parameters.getAsJsonArray().asList().stream()
                    .filter(parameter -> parameter.toString()
                            .matches(".*/(Serial|Seq|CommandId|BranchId|FetchId|GatheringId|SinkName|LetterId|AlertId"
                                    + "|SilenceId|RuleName|ChannelName|ComponentName|Pin)\".*"))
                    .count();
            assertEquals(variables, described, path.getKey());
        }));
    }

    @Test
    void theCheckerFindsWhatDoesNotFit() {
        JsonElement person = JsonParser.parseString("{\"$ref\": \"#/components/schemas/Person\"}");
        for (String wrong : List.of(
                "[]", "{}", "{\"pin\": 7, \"name\": \"\", \"card\": \"\", \"privilege\": 0}",
                "{\"pin\": \"7\", \"name\": \"\", \"card\": \"\", \"privilege\": 0.5}",
                "{\"pin\": \"7\", \"name\": \"\", \"card\": \"\", \"privilege\": 0, \"more\": 1}")) {
            assertFalse(CONTRACT.complaints(person, JsonParser.parseString(wrong)).isEmpty(), wrong);
        }
        JsonElement unknownWord = JsonParser.parseString("{\"type\": \"integer\", \"multipleOf\": 2}");
        assertFalse(CONTRACT.complaints(unknownWord, JsonParser.parseString("2")).isEmpty());
        JsonElement list = JsonParser.parseString("{\"type\": \"array\", \"items\": {\"enum\": [\"a\"]}}");
        assertFalse(CONTRACT.complaints(list, JsonParser.parseString("[\"a\", \"b\"]")).isEmpty());
    }
}
