// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import muster.journal.Receipt.Outcome;
import muster.model.AccessChange;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Branch;
import muster.model.BranchChange;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.ClockReading;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.LocalTimeFit;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Registration;
import muster.model.Role;
import muster.model.ScannerChange;
import muster.model.Silence;
import muster.model.SilenceChange;
import muster.model.Source;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.ZoneFrom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Any fact comes back from the file, and from memory, as it was given.
class RoundTripProperties {

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    @BeforeContainer
    static void open() throws Exception {
        Path directory = Samples.scratch();
        OPEN.add(Samples.open(directory));
        OPEN.add(() -> Samples.delete(directory));
    }

    @AfterContainer
    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        OPEN.clear();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\u07ff').withChars("ด字€").ofMaxLength(12);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-4_000_000_000L, 9_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((second, nano) -> Instant.ofEpochSecond(second, nano));
    }

    private static Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs().between(0, 250_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::of);
    }

    private static Arbitrary<Map<String, String>> maps() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
    }

    @Provide
    Arbitrary<Fact> facts() {
        return Arbitraries.oneOf(
                punches(), checkIns(), quarantined(), contacts(), terminals(), people(), commands(), operations(),
                notices(), branches(), readings(), gatherings(), registrations(), presences(), scanners(),
                alerts(), silences(), components(), accesses());
    }

    private static Arbitrary<Punch> punches() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(-64_800, 64_800);
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(Source.class), texts(), texts(), times()).as(List::of),
                        seconds, texts(), Arbitraries.of(ZoneFrom.class), Arbitraries.of(LocalTimeFit.class),
                        instants(), Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(List::of),
                        Combinators.combine(texts(), bytes()).as(List::of))
                .as((who, offset, zone, from, fit, received, numbers, rest) -> new Punch(
                        (Source) who.get(0), (String) who.get(1), (String) who.get(2), (LocalDateTime) who.get(3),
                        ZoneOffset.ofTotalSeconds(offset), zone, from, fit, received, numbers.get(0), numbers.get(1),
                        (String) rest.get(0), (Bytes) rest.get(1)));
    }

    private static Arbitrary<Punch> checkIns() {
        Arbitrary<Integer> signals = Arbitraries.integers().injectNull(0.3);
        Arbitrary<String> given = texts().injectNull(0.3);
        Arbitrary<CheckIn> checkIns = Combinators.combine(
                        texts(), texts(), given, signals, given, Arbitraries.of(CheckIn.Proof.class).injectNull(0.3),
                        Arbitraries.of(CheckIn.Timing.class), Combinators.combine(given, given).as(Arrays::asList))
                .as((event, method, carrier, rssi, device, proof, timing, rest) -> new CheckIn(
                        event, method, carrier, rssi, device, proof, timing, rest.get(0), rest.get(1)));
        Arbitrary<Punch> atDoors = punches().filter(punch -> Sources.code(punch.source()) >= Sources.DOOR);
        return Combinators.combine(atDoors, checkIns).as(Samples::with);
    }

    private static Arbitrary<Fact> quarantined() {
        return Combinators.combine(
                        Arbitraries.of(Source.class), texts(), texts(), Arbitraries.of(Quarantined.Reason.class),
                        texts(), instants(), bytes())
                .as(Quarantined::new);
    }

    private static Arbitrary<Fact> contacts() {
        return Combinators.combine(texts(), Arbitraries.of(true, false), texts(), texts(), instants())
                .as(Contact::new);
    }

    private static Arbitrary<Fact> terminals() {
        Arbitrary<Terminal> terminals = Combinators.combine(
                        texts(), texts(), Arbitraries.of(Terminal.State.class), texts().injectNull(0.3),
                        texts().list().ofMaxSize(3), texts(), maps(), instants())
                .as((serial, name, state, zone, addresses, dialect, reported, at) ->
                        new Terminal(serial, name, state, zone, addresses, dialect, "2.4.1", "69", reported, at));
        return Combinators.combine(terminals, texts(), texts(), instants()).as(TerminalChange::new);
    }

    private static Arbitrary<Fact> people() {
        Arbitrary<Person> people =
                Combinators.combine(texts(), texts(), texts(), Arbitraries.integers()).as(Person::new);
        return Combinators.combine(people, Arbitraries.just(false), texts().injectNull(0.3), texts(), instants())
                .as(PersonChange::new);
    }

    private static Arbitrary<Fact> commands() {
        return Combinators.combine(
                        texts(), Arbitraries.longs().between(1, Long.MAX_VALUE), texts(),
                        Arbitraries.of(Command.State.class), Arbitraries.integers().injectNull(0.3),
                        instants(), instants().injectNull(0.3))
                .as((terminal, id, text, state, result, at, ended) -> new CommandChange(
                        new Command(terminal, id, text, state, 1, result, "", "api", at, ended, ended, at), at));
    }

    private static Arbitrary<Fact> operations() {
        return Combinators.combine(
                        texts(), texts(), Arbitraries.integers(), texts(), texts(), maps(), instants(), bytes())
                .as(Operation::new);
    }

    private static Arbitrary<Fact> notices() {
        return Combinators.combine(
                        Arbitraries.of(Notice.Level.class), texts(), texts().injectNull(0.3), texts(), maps(),
                        instants())
                .as(Notice::new);
    }

    private static Arbitrary<Fact> branches() {
        Arbitrary<Branch> branches = Combinators.combine(
                texts(), texts(), texts().injectNull(0.3), Arbitraries.of(true, false)).as(Branch::new);
        return Combinators.combine(branches, texts(), texts(), instants()).as(BranchChange::new);
    }

    private static Arbitrary<Fact> readings() {
        return Combinators.combine(
                        texts(), Arbitraries.longs(), Arbitraries.longs(), Arbitraries.of(true, false), instants())
                .as(ClockReading::new);
    }

    private static Arbitrary<Fact> gatherings() {
        Arbitrary<Instant> known = instants().injectNull(0.3);
        Arbitrary<Gathering> gatherings = Combinators.combine(
                        texts(), texts(), known, known, Arbitraries.of(Gathering.From.class),
                        Arbitraries.of(Gathering.State.class), Arbitraries.integers().injectNull(0.3),
                        Arbitraries.of(true, false))
                .as((id, name, start, end, from, state, capacity, is) ->
                        new Gathering(id, name, start, end, from, is, state, capacity, !is, is));
        return Combinators.combine(gatherings, texts(), texts(), instants()).as(GatheringChange::new);
    }

    private static Arbitrary<Fact> registrations() {
        return Combinators.combine(texts(), texts(), Arbitraries.just(false), texts(), instants())
                .as(Registration::new);
    }

    private static Arbitrary<Fact> presences() {
        Arbitrary<Integer> signals = Arbitraries.integers().injectNull(0.3);
        return Combinators.combine(
                        texts(), texts(), texts(), Arbitraries.of(Presence.Act.class), instants(),
                        Arbitraries.longs(), signals, Arbitraries.of(true, false))
                .as((event, pin, scanner, act, at, sightings, rssi, timed) -> new Presence(
                        event, pin, scanner, act, at, at.plusMillis(1), sightings, rssi, rssi, timed, at));
    }

    private static Arbitrary<Fact> scanners() {
        return Combinators.combine(
                        texts(), texts().injectNull(0.3), Arbitraries.of(ScannerChange.State.class), texts(),
                        texts().injectNull(0.3), instants())
                .as(ScannerChange::new);
    }

    private static Arbitrary<Fact> alerts() {
        Arbitrary<Instant> known = instants().injectNull(0.3);
        Arbitrary<String> told = texts().injectNull(0.3);
        Arbitrary<AlertStatus> statuses = Combinators.combine(
                        Combinators.combine(texts(), texts(), told, told).as(Arrays::asList),
                        Arbitraries.of(Notice.Level.class), Arbitraries.of(AlertStatus.State.class),
                        Arbitraries.doubles(), instants(), known, known,
                        Combinators.combine(told, told, told).as(Arrays::asList))
                .as((who, level, state, value, since, toldAt, resolvedAt, rest) -> new AlertStatus(
                        AlertStatus.id(who.get(0), who.get(1)), who.get(0), who.get(1), who.get(2), who.get(3), level,
                        state, "m", value, since, since, toldAt, resolvedAt, rest.get(0), rest.get(1), rest.get(2)));
        return Combinators.combine(statuses, texts(), told, instants()).as(AlertChange::new);
    }

    private static Arbitrary<Fact> silences() {
        Arbitrary<String> any = texts().injectNull(0.3);
        Arbitrary<Silence> silences = Combinators.combine(
                        Arbitraries.longs(), Arbitraries.of(Silence.Kind.class), any, any, instants(),
                        Arbitraries.of(Silence.Every.class).injectNull(0.3), texts(), instants().injectNull(0.3))
                .as((id, kind, rule, subject, from, every, reason, endedAt) -> new Silence(
                        id, kind, rule, subject, rule, from, from.plusSeconds(1), every, reason, "me", endedAt));
        return Combinators.combine(silences, texts(), texts(), instants()).as(SilenceChange::new);
    }

    private static Arbitrary<Fact> accesses() {
        return Combinators.combine(texts(), Arbitraries.of(Role.class), texts(), texts().injectNull(0.3), instants())
                .as(AccessChange::new);
    }

    private static Arbitrary<Fact> components() {
        Arbitrary<Component> components = Combinators.combine(
                        texts(), Arbitraries.of(Component.State.class), texts().injectNull(0.3), instants(),
                        instants(), Arbitraries.longs().injectNull(0.3), Arbitraries.of(true, false))
                .as(Component::new);
        return Combinators.combine(components, Arbitraries.of("reported", "stale", "forgotten"), instants())
                .as(ComponentChange::new);
    }

    /// The chains of all journals there are were made from a fact's text, read and put in order.
    @Property(tries = 400)
    void theLeafOfAFactIsThatOfItsText(@ForAll("facts") Fact fact) {
        MessageDigest digest = Leaves.sha256();
        new LeafText().write(7, fact).into(digest);
        assertArrayEquals(Leaves.of(new byte[0], 7, fact.kind(), Json.text(fact)), digest.digest());
    }

    @Property(tries = 800)
    void anyFactComesBackAsItWasGiven(@ForAll("facts") Fact fact) throws Exception {
        Journal journal = (Journal) OPEN.getFirst();
        long before = journal.head();
        Outcome outcome = journal.append(List.of(fact)).outcomes().getFirst();
        switch (outcome.kind()) {
            case STORED -> {
                assertEquals(List.of(kept(fact)), Samples.facts(journal.read(before, 10)));
                assertEquals(List.of(kept(fact)), Samples.facts(journal.records().entries(before, 10)));
            }
            case VARIANT -> assertEquals(
                    kept(fact), journal.records().variants(outcome.seq()).getLast().punch());
            case DUPLICATE, UNCHANGED -> assertEquals(before, journal.head());
        }
    }

    /// Punches and held records keep the millisecond of their arrival, no more.
    private static Fact kept(Fact fact) {
        return switch (fact) {
            case Punch p -> new Punch(
                    p.source(), p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(), p.zoneFrom(), p.fit(),
                    p.receivedAt().truncatedTo(ChronoUnit.MILLIS), p.state(), p.verifyMode(), p.workCode(), p.raw(),
                    p.checkIn());
            case Quarantined q -> new Quarantined(
                    q.source(), q.terminal(), q.table(), q.reason(), q.detail(),
                    q.receivedAt().truncatedTo(ChronoUnit.MILLIS), q.raw());
            default -> fact;
        };
    }
}
