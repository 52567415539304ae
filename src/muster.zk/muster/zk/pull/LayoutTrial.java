// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;

/// How well one layout explains a table: up to 200 records spread over it are read and judged.
///
/// @param layout the layout tried
/// @param records the table in it
/// @param counted whether it gives as many records as the terminal said it has
/// @param sampled how many records were judged
/// @param plausible how many have a possible id, a time between 2000-01-02 and the day after tomorrow, and a
///     state of the protocol
/// @param recent how many have a time since terminals of this protocol are built
/// @param usual how many have a possible id, a time that exists, and a state of the protocol
/// @param readable how many have a possible id and a time that exists
record LayoutTrial(
        AttendanceLayout layout, TableBytes records, boolean counted, int sampled, int plausible, int recent,
        int usual, int readable) {

    private static final int SAMPLE = 200;

    // Zeros decode to 2000-01-01 00:00, so the first day is no evidence.
    private static final LocalDateTime FIRST = LocalDateTime.of(2000, 1, 2, 0, 0);

    // Bytes of other fields read as a time often give the year 2000.
    private static final LocalDateTime BUILT = LocalDateTime.of(2003, 1, 1, 0, 0);

    private static final double GOLDEN = 0.6180339887498949;
    private static final int LAST_STATE = 5;
    private static final int NO_STATE = 255;

    /// Tries a layout on a table that it divides.
    static LayoutTrial of(AttendanceLayout layout, TableBytes records, LayoutHints hints) {
        int count = records.length() / layout.stride();
        int sampled = Math.min(SAMPLE, count);
        LocalDateTime latest = hints.now().plusDays(2);
        int plausible = 0;
        int recent = 0;
        int usual = 0;
        int readable = 0;
        for (int i = 0; i < sampled; i++) {
            int at = records.from() + (sampled == count ? i : spread(i, count)) * layout.stride();
            AttendanceRecord record = layout.record(records.bytes(), at);
            boolean isReadable = record.valid() && hasId(record);
            boolean isUsual = isReadable && hasState(record);
            boolean isPlausible = isUsual && between(record.time(), FIRST, latest);
            plausible += isPlausible ? 1 : 0;
            recent += isPlausible && record.time().isAfter(BUILT) ? 1 : 0;
            usual += isUsual ? 1 : 0;
            readable += isReadable ? 1 : 0;
        }
        return new LayoutTrial(layout, records, hints.counts(count), sampled, plausible, recent, usual, readable);
    }

    /// Even steps would meet only every second piece of records twice as long, and find no fault.
    private static int spread(int i, int count) {
        return (int) (i * GOLDEN % 1 * count);
    }

    private static boolean between(LocalDateTime time, LocalDateTime first, LocalDateTime last) {
        return !time.isBefore(first) && !time.isAfter(last);
    }

    private static boolean hasState(AttendanceRecord record) {
        return record.state() <= LAST_STATE || record.state() == NO_STATE;
    }

    private static boolean hasId(AttendanceRecord record) {
        String id = record.userId();
        if (id.isEmpty()) {
            return record.workCode().isEmpty() && record.raw().length == AttendanceLayout.Form.UID_8.size()
                    && record.uid() != 0;
        }
        return !id.equals("0") && id.chars().noneMatch(letter -> Character.isISOControl(letter) || letter == 0xFFFD);
    }

    /// Whether at least 95 of a hundred records are plausible.
    boolean isPlausible() {
        return most(plausible);
    }

    /// Whether at least 95 of a hundred are recent.
    boolean isRecent() {
        return most(recent);
    }

    /// Whether at least 95 of a hundred are usual but for the time, and there are as many as the terminal says.
    boolean isUsual() {
        return counted && most(usual);
    }

    /// Whether at least 95 of a hundred can be read at all, and there are as many as the terminal says.
    boolean isReadable() {
        return counted && most(readable);
    }

    private boolean most(int good) {
        return 100 * good >= 95 * sampled;
    }

    @Override
    public String toString() {
        return layout + " bytes: " + 100 * plausible / sampled + " % plausible";
    }
}
