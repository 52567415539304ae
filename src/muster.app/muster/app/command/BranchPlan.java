// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.app.file.BranchRow;
import muster.model.BranchList;
import muster.model.BranchSettings;
import muster.model.BranchStatus;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// What a table of branches wants, compared with what is: rows that repeat a branch become one, rows that
/// contradict each other are refused. For one thread.
final class BranchPlan {

    private static final PullSettings NOTHING =
            new PullSettings(null, null, null, null, null, null, null, null, null);

    private record Wished<T>(long line, T settings) {}

    private final Map<String, BranchStatus> knownBranches;
    private final Map<String, TerminalStatus> knownTerminals;
    private final Map<String, Wished<BranchSettings>> branches = new LinkedHashMap<>();
    private final Map<String, Wished<TerminalSettings>> terminals = new LinkedHashMap<>();
    private final Map<String, Wished<TerminalSettings>> places = new LinkedHashMap<>();
    private long unchanged;

    BranchPlan(BranchList branches, TerminalList terminals) {
        this.knownBranches = branches.branches().stream()
                .collect(Collectors.toMap(BranchStatus::id, Function.identity()));
        this.knownTerminals = terminals.terminals().stream()
                .collect(Collectors.toMap(TerminalStatus::serial, Function.identity()));
    }

    /// Takes a row.
    ///
    /// @return why it is not taken; empty when it is
    Optional<String> take(BranchRow.Good row) {
        String why = row.terminal() == null ? null : contradiction(row.terminal());
        if (why == null && row.branch() != null) {
            why = contradiction(row.branch());
        }
        if (why != null) {
            return Optional.of(why);
        }
        if (row.branch() != null) {
            branches.merge(row.branch().id(), new Wished<>(row.line(), row.branch()), BranchPlan::both);
        }
        if (row.terminal() != null) {
            Wished<TerminalSettings> wished = new Wished<>(row.line(), row.terminal());
            terminals.put(row.terminal().serial(), wished);
            place(row.terminal()).ifPresent(place -> places.put(place, wished));
        }
        return Optional.empty();
    }

    private static Wished<BranchSettings> both(Wished<BranchSettings> first, Wished<BranchSettings> more) {
        BranchSettings a = first.settings;
        BranchSettings b = more.settings;
        return new Wished<>(first.line, new BranchSettings(
                a.id(), a.name() == null ? b.name() : a.name(), a.zone() == null ? b.zone() : a.zone()));
    }

    private String contradiction(BranchSettings row) {
        Wished<BranchSettings> before = branches.get(row.id());
        if (before == null) {
            return null;
        }
        if (differ(before.settings.name(), row.name())) {
            return "branch " + row.id() + " is named \"" + row.name() + "\" here and \"" + before.settings.name()
                    + "\" in row " + before.line;
        }
        return differ(before.settings.zone(), row.zone())
                ? "branch " + row.id() + " has the zone " + row.zone() + " here and " + before.settings.zone()
                        + " in row " + before.line
                : null;
    }

    private static boolean differ(String before, String now) {
        return before != null && now != null && !before.equals(now);
    }

    private String contradiction(TerminalSettings row) {
        Wished<TerminalSettings> before = terminals.get(row.serial());
        if (before != null) {
            return "terminal " + row.serial() + " stands in row " + before.line + " already";
        }
        Wished<TerminalSettings> neighbour = place(row).map(places::get).orElse(null);
        if (neighbour != null) {
            return "host " + row.pull().host() + " is that of terminal " + neighbour.settings.serial() + " in row "
                    + neighbour.line + " already";
        }
        TerminalStatus known = knownTerminals.get(row.serial());
        boolean read = known != null && known.pull() != null;
        return row.pull() != null && row.pull().host() == null && !read
                ? "terminal " + row.serial() + " needs a host to be read at"
                : null;
    }

    /// Where it is read; two terminals cannot be at one place.
    private static Optional<String> place(TerminalSettings row) {
        return Optional.ofNullable(row.pull())
                .filter(pull -> pull.host() != null)
                .map(pull -> pull.host() + " " + (pull.port() == null ? Pull.PORT : pull.port()));
    }

    /// What is to be done, branches first. Asked once, when every row was taken.
    List<BranchStep> steps() {
        List<BranchStep> steps = new ArrayList<>();
        branches.values().forEach(wished -> add(steps, branch(wished)));
        terminals.values().forEach(wished -> add(steps, terminal(wished)));
        return steps;
    }

    /// How many are there already as wished; known after [#steps()].
    long unchanged() {
        return unchanged;
    }

    private void add(List<BranchStep> steps, BranchStep step) {
        if (step.known() && step.changes().isEmpty()) {
            unchanged++;
        } else {
            steps.add(step);
        }
    }

    private BranchStep branch(Wished<BranchSettings> wished) {
        BranchStatus known = knownBranches.get(wished.settings.id());
        Differences differences = new Differences(known != null);
        BranchSettings settings = new BranchSettings(
                known == null ? wished.settings.id() : null,
                differences.of("name", known == null ? null : known.name(), wished.settings.name()),
                differences.of("zone", known == null ? null : known.zone(), wished.settings.zone()));
        return new BranchStep(wished.line, wished.settings.id(), known != null, settings, null, differences.texts());
    }

    private BranchStep terminal(Wished<TerminalSettings> wished) {
        TerminalSettings row = wished.settings;
        TerminalStatus known = knownTerminals.get(row.serial());
        Differences differences = new Differences(known != null);
        TerminalSettings settings = new TerminalSettings(
                known == null ? row.serial() : null,
                differences.of("name", known == null ? null : known.name(), row.name()),
                differences.of("zone", known == null ? null : known.zone(), row.zone()),
                null,
                differences.of("branch", known == null ? null : known.branch(), row.branch()),
                pull(differences, known == null ? null : known.pull(), row.pull()));
        return new BranchStep(wished.line, row.serial(), known != null, null, settings, differences.texts());
    }

    private static PullSettings pull(Differences differences, Pull known, PullSettings row) {
        if (row == null) {
            return null;
        }
        boolean read = known != null;
        PullSettings settings = new PullSettings(
                differences.of("host", read ? known.host() : null, row.host()),
                differences.of("port", read ? known.port() : null, row.port()),
                differences.of("transport", read ? known.transport() : null, row.transport()),
                differences.of("comm key file", read ? known.keyFile() : null, row.keyFile()),
                differences.of("poll", read ? known.pollSeconds() : null, row.pollSeconds()),
                differences.of("live", read ? known.live() : null, row.live()),
                null, null, null);
        return settings.equals(NOTHING) ? null : settings;
    }
}
