// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import muster.zk.pull.AttendanceLayout.Form;

/// Tells the layout of an attendance table by what the records say in each (zk-pull.md section 7.2). The
/// terminal's count is no proof, because it is wrong, zero or out of date too often; it decides only where
/// the records are odd and nothing else fits.
final class LayoutChoice {

    private static final int NAMED = 3;

    private static final List<Predicate<LayoutTrial>> BEST_FIRST = List.of(
            LayoutTrial::isRecent, LayoutTrial::isPlausible, LayoutTrial::isUsual, LayoutTrial::isReadable);

    private LayoutChoice() {}

    /// The one layout that fits.
    ///
    /// @param table not empty
    /// @throws ProtocolException [ProtocolException.Kind#LAYOUT_UNCLEAR] if none does, or several do
    static LayoutTrial of(TableBytes table, LayoutHints hints) throws ProtocolException {
        List<LayoutTrial> trials = trials(table, hints);
        if (hints.given() != null) {
            return trials.stream().findFirst().orElseThrow(() -> ProtocolException.unclear(
                    "The attendance table of " + table.length() + " bytes is no number of records of "
                            + hints.given() + ", which its settings give.",
                    table.bytes()));
        }
        List<LayoutTrial> finest = BEST_FIRST.stream()
                .map(fits -> finest(trials.stream().filter(fits).toList()))
                .filter(fitting -> !fitting.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (finest.size() != 1) {
            throw unclear(table, trials);
        }
        return finest.getFirst();
    }

    /// A wrong multiple of the right size reads every second record without a fault; a wrong fraction of it
    /// reads nonsense in between. So of those that fit, the one that finds most records is right.
    private static List<LayoutTrial> finest(List<LayoutTrial> fitting) {
        int least = fitting.stream().mapToInt(trial -> trial.layout().stride()).min().orElse(0);
        return fitting.stream().filter(trial -> trial.layout().stride() == least).toList();
    }

    private static List<LayoutTrial> trials(TableBytes table, LayoutHints hints) {
        List<LayoutTrial> trials = new ArrayList<>();
        boolean marked = table.mayHaveMarkers();
        for (AttendanceLayout layout : hints.given() == null ? layouts(hints) : List.of(hints.given())) {
            TableBytes records = table.inStepsOf(layout.stride(), marked);
            if (records != null && records.length() > 0) {
                trials.add(LayoutTrial.of(layout, records, hints));
            }
        }
        return trials;
    }

    private static List<AttendanceLayout> layouts(LayoutHints hints) {
        List<AttendanceLayout> layouts = new ArrayList<>();
        layouts.add(AttendanceLayout.of(Form.UID_8));
        layouts.add(AttendanceLayout.of(Form.UID_8_MA300));
        layouts.add(AttendanceLayout.of(hints.stateFirst() ? Form.NUMBER_16_STATE_FIRST : Form.NUMBER_16));
        layouts.add(AttendanceLayout.of(Form.TEXT_22));
        for (int stride = Form.TEXT_40.size(); stride <= AttendanceLayout.LONGEST; stride++) {
            layouts.add(new AttendanceLayout(Form.TEXT_40, stride));
        }
        return layouts;
    }

    private static ProtocolException unclear(TableBytes table, List<LayoutTrial> trials) {
        String tried = trials.stream()
                .sorted(Comparator.comparingInt((LayoutTrial trial) -> -100 * trial.plausible() / trial.sampled()))
                .limit(NAMED)
                .map(LayoutTrial::toString)
                .collect(Collectors.joining("; "));
        String fits = tried.isEmpty() ? "no known record size" : "no record layout with certainty (" + tried + ")";
        return ProtocolException.unclear(
                "The attendance table of " + table.length() + " bytes fits " + fits + ".", table.bytes());
    }
}
