// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.concurrent.Callable;
import muster.app.command.doctor.Checks;
import muster.app.command.doctor.Finding;
import muster.app.command.doctor.Finding.Level;
import muster.app.command.doctor.Patient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster doctor`.
@Command(
        name = "doctor",
        description = "Looks for what is wrong, at this machine and at what its muster tells, and names the cure.",
        commandListHeading = "%nOne thing more closely:%n",
        footer = {
            "",
            "Examples:",
            "  muster doctor",
            "  muster doctor --config /etc/muster/muster.toml --json",
            "  muster doctor ble"
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int ALIKE = 8;
    private static final int AREA = 12;
    private static final int LEVEL = 9;

    private final Surroundings surroundings;

    @Mixin
    private DoctorOptions options;

    @Option(names = "--all", description = "Name every finding, also when many are alike.")
    private boolean all;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        Patient patient = options.patient(surroundings);
        List<Finding> found = new ArrayList<>();
        Checks.run(patient, findings -> {
            found.addAll(findings);
            if (!json) {
                print(findings);
            }
        });
        Map<Level, Long> counts = found.stream().collect(Collectors.groupingBy(Finding::level, Collectors.counting()));
        boolean sound = !counts.containsKey(Level.ERROR) && !counts.containsKey(Level.WARNING);
        if (json) {
            surroundings.json(document(found, sound).toString());
        } else {
            surroundings.out().println();
            surroundings.out().println(sum(counts));
        }
        return (sound ? ExitCode.OK : ExitCode.BAD_DATA).number();
    }

    private static String sum(Map<Level, Long> counts) {
        long errors = counts.getOrDefault(Level.ERROR, 0L);
        long warnings = counts.getOrDefault(Level.WARNING, 0L);
        return errors + warnings == 0
                ? "nothing is wrong"
                : Display.count(errors, "error") + ", " + Display.count(warnings, "warning");
    }

    private static JsonObject document(List<Finding> found, boolean sound) {
        JsonArray findings = new JsonArray();
        for (Finding each : found) {
            JsonObject finding = new JsonObject();
            finding.addProperty("level", each.level().name().toLowerCase(Locale.ROOT));
            finding.addProperty("area", each.area());
            finding.addProperty("seen", each.seen());
            if (each.cure() != null) {
                finding.addProperty("cure", each.cure());
            }
            findings.add(finding);
        }
        JsonObject document = new JsonObject();
        document.addProperty("sound", sound);
        document.add("findings", findings);
        return document;
    }

    /// Of many alike, such as a hundred silent terminals, the first few.
    private void print(List<Finding> findings) {
        for (Level level : Level.values()) {
            List<Finding> alike = findings.stream().filter(each -> each.level() == level).toList();
            int shown = all || alike.size() <= ALIKE ? alike.size() : ALIKE;
            alike.subList(0, shown).forEach(this::print);
            if (shown < alike.size()) {
                surroundings.out().println(" ".repeat(LEVEL + AREA) + "and " + Display.number(alike.size() - shown)
                        + " more; --all names them");
            }
        }
        surroundings.out().flush();
    }

    private void print(Finding finding) {
        PrintStream out = surroundings.out();
        String level = switch (finding.level()) {
            case OK -> painted("32", "ok");
            case NOTE -> painted("36", "note");
            case WARNING -> painted("33", "warning");
            case ERROR -> painted("31", "ERROR");
        };
        out.println(level + Display.padded(finding.area(), AREA) + Display.safe(finding.seen()));
        if (finding.cure() != null) {
            out.println(" ".repeat(LEVEL + AREA) + "-> " + Display.safe(finding.cure()));
        }
    }

    private String painted(String code, String text) {
        String padded = Display.padded(text, LEVEL);
        return surroundings.colour() ? "\033[" + code + "m" + padded + "\033[0m" : padded;
    }
}
