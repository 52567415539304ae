// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.app.simulate.device.Dialect;
import muster.app.simulate.device.Faults;
import muster.app.simulate.device.Flow;
import muster.app.simulate.device.Manners;
import muster.app.simulate.device.RecordLayout;
import muster.app.simulate.device.UserLayout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `muster simulate terminal` that say which of the many kinds of terminal is played.
final class DeviceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--layout", paramLabel = "NAME",
            description = "Of its records: 8, 8-ma300, 16, 16-state-first, 22, 40 or 49; 40 unless given.")
    private String layout = RecordLayout.FULL.label();

    @Option(names = "--user-size", paramLabel = "N", description = "Bytes of a user: 28 or 72; 72 unless given.")
    private int userSize = 72;

    @Option(names = "--event-size", paramLabel = "N",
            description = "Bytes of a live punch: 8, 10, 12, 14 or 32 to 1024; 32 unless given.")
    private int eventSize = 32;

    @Option(names = "--counts-size", paramLabel = "N", description = "Bytes of its counts, 4 to 112; 92 unless given.")
    private int countsSize = 92;

    @Option(names = "--flow", paramLabel = "NAME",
            description = "How it hands out tables: usual, inline, buffered, buffered-1500, buffered-bare, direct,"
                    + " legacy-inline or legacy.")
    private String flow = "usual";

    @Option(names = "--unit", paramLabel = "N",
            description = "Bytes of a table in one packet at most; as many as fit unless given.")
    private int unit = Dialect.LARGEST_CHUNK;

    @Option(names = "--claim", paramLabel = "N",
            description = "Say that there are so many records, whatever there are.")
    private Long claim;

    @Option(names = "--access", description = "Be set to access control: count records and hand out none.")
    private boolean access;

    @Option(names = "--welcome", paramLabel = "NAME",
            description = "What clients meet: classic, new-firmware (6001), error or c3; classic unless given.")
    private String welcome = "classic";

    @Option(names = "--second", paramLabel = "NAME",
            description = "What a second client meets: refuse, ignore, replace or share; refuse unless given.")
    private String second = "refuse";

    @Option(names = "--unacknowledged", paramLabel = "NAME",
            description = "What follows when a live punch is not acknowledged: ignore, repeat or stop; ignore unless"
                    + " given.")
    private String unacknowledged = "ignore";

    @Option(names = "--fault", paramLabel = "NAME[:CHANCE]", split = ",",
            description = "What goes wrong, 0.1 of the time unless given; more than once for more: cut, coalesce,"
                    + " event, late, lie, short, silence, reset, slow, duplicate-1500, stray, garbage,"
                    + " wrong-checksum-low, wrong-checksum, lost, bad-time, away.")
    private List<String> faults = List.of();

    @Option(names = "--late", paramLabel = "TIME", converter = DurationText.class,
            description = "How late late answers are; 3s unless given.")
    private Duration late = Manners.USUAL.late();

    @Option(names = "--away", paramLabel = "TIME", converter = DurationText.class,
            description = "How long it is away after a restart, or when it fails; 5s unless given.")
    private Duration away = Manners.USUAL.away();

    Dialect dialect() {
        check(userSize == 28 || userSize == 72, "--user-size must be 28 or 72");
        check(Dialect.canEventsHave(eventSize), "--event-size must be 8, 10, 12, 14 or 32 to 1024");
        check(countsSize >= 4 && countsSize <= 112 && countsSize % 4 == 0, "--counts-size must be 4, 8 ... 112");
        check(unit >= 1 && unit <= Dialect.LARGEST_CHUNK, "--unit must be 1 to " + Dialect.LARGEST_CHUNK);
        check(claim == null || claim >= 0 && claim <= 0xFFFF_FFFFL, "--claim must be 0 to 4294967295");
        return new Dialect(
                choice("--layout", layout, RecordLayout.values(), RecordLayout::label),
                userSize == 28 ? UserLayout.SHORT : UserLayout.LONG,
                choice("--flow", flow, Flow.values(), DeviceOptions::label),
                unit, eventSize, countsSize, claim, access);
    }

    Manners manners() {
        return new Manners(
                choice("--welcome", welcome, Manners.Welcome.values(), DeviceOptions::label),
                choice("--second", second, Manners.SecondClient.values(), DeviceOptions::label),
                choice("--unacknowledged", unacknowledged, Manners.Unacknowledged.values(), DeviceOptions::label),
                Manners.USUAL.patience(), late, away);
    }

    Faults faults() {
        try {
            return Faults.parse(faults);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--fault: " + e.getMessage());
        }
    }

    private <T> T choice(String option, String text, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findAny()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), option + " must be one of "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", "))));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void check(boolean good, String sentence) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
