// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import muster.ble.Advertisement;
import muster.ble.Beacon;
import muster.ble.BeaconReader;
import muster.ble.Diagnosis;
import muster.ble.RadioSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `muster doctor ble`.
@Command(
        name = "ble",
        description = "Looks at everything that phones are heard through: the bus, BlueZ, the right to use it, the"
                + " adapter, its power, and what is in the air.",
        footer = {"", "Examples:", "  muster doctor ble", "  muster doctor ble --prefix EVT- --listen 30"})
final class DoctorBle implements Callable<Integer> {

    private static final int SHOWN = 12;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--prefix",
            defaultValue = "ATT-",
            description = "What ids begin with, as ble.prefix has it; \"\" = every id.")
    private String prefix;

    @Option(names = "--adapter", paramLabel = "NAME", description = "Only this adapter, by name or address.")
    private List<String> adapters = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description = "How long to listen, 1 to 300. A radio may tell of a phone only once in ten seconds.")
    private int listen;

    DoctorBle(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (listen < 1 || listen > 300) {
            throw new ParameterException(spec.commandLine(), "--listen must be 1 to 300 seconds, not " + listen);
        }
        surroundings.err().println("listening for " + Display.count(listen, "second") + " ...");
        Diagnosis diagnosis = Diagnosis.of(
                Duration.ofSeconds(listen), new RadioSettings(adapters, false, Duration.ofMinutes(5)));
        diagnosis.findings().forEach(this::print);
        boolean phones = printAir(diagnosis);
        boolean sound = diagnosis.findings().stream().noneMatch(each -> each.grade() == Diagnosis.Grade.ERROR);
        return (sound && phones ? ExitCode.OK : ExitCode.BAD_DATA).number();
    }

    private void print(Diagnosis.Finding finding) {
        PrintStream out = surroundings.out();
        String grade = switch (finding.grade()) {
            case OK -> painted("32", "ok     ");
            case WARNING -> painted("33", "warning");
            case ERROR -> painted("31", "ERROR  ");
        };
        out.println(grade + "  " + Display.padded(finding.what(), 11) + Display.safe(finding.sentence()));
        if (finding.cure() != null) {
            out.println("         " + Display.padded("", 11) + "-> " + Display.safe(finding.cure()));
        }
    }

    /// @return whether a phone with the prefix was heard
    private boolean printAir(Diagnosis diagnosis) {
        BeaconReader reader = new BeaconReader(prefix);
        List<Advertisement> heard = diagnosis.heard();
        long fitting = heard.stream().filter(each -> reader.read(each).isPresent()).count();
        if (heard.isEmpty()) {
            return false;
        }
        String ids = prefix.isEmpty() ? "an id" : "an id that begins with " + prefix;
        print(fitting > 0
                ? new Diagnosis.Finding("phones", Diagnosis.Grade.OK,
                        Display.number(fitting) + " of " + Display.count(heard.size(), "device") + " advertise " + ids,
                        null)
                : new Diagnosis.Finding("phones", Diagnosis.Grade.WARNING,
                        "none of " + Display.count(heard.size(), "device") + " advertises " + ids,
                        "Is the app open and advertising? Does ble.prefix fit? iPhones advertise only while the app"
                                + " is on the screen."));
        Table table = new Table("ADDRESS", "RSSI", "NAME", "ID");
        for (Advertisement each : heard.subList(0, Math.min(SHOWN, heard.size()))) {
            Optional<Beacon> beacon = reader.read(each);
            table.row(
                    each.address(),
                    each.rssi() == Advertisement.UNKNOWN_RSSI ? null : each.rssi(),
                    each.name(),
                    beacon.map(Beacon::id).orElse(null));
        }
        table.print(surroundings.out());
        return fitting > 0;
    }

    private String painted(String code, String text) {
        return surroundings.colour() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
