// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.Entry;
import muster.model.Lines;
import muster.model.MonitorEntry;
import muster.model.MonitorReport;
import muster.model.Notice;

/// What external programs did or met, taken into the journal (product.md MON-01 to MON-04). Thread-safe.
public final class Reports {

    private static final String WORD = "[A-Za-z0-9_-]{1,32}";

    /// Nothing that moves a cursor, hides or reverses; the joiners are letters' business.
    private static final String HIDDEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\u200C\u200D]]";

    private static final int LONGEST = 500;
    private static final int MOST_KEYS = 20;

    /// What names a person (product.md SEC-14).
    private static final Set<String> PERSONAL = Set.of("student_id", "phone", "pin", "name");

    private static final int LEFT = 2;

    private final Journal journal;
    private final ZoneId zone;
    private final InstantSource clock;

    /// @param zone of the lines' timestamps
    public Reports(Journal journal, ZoneId zone, InstantSource clock) {
        this.journal = journal;
        this.zone = zone;
        this.clock = clock;
    }

    /// Keeps a report.
    ///
    /// @return the line it became, as `GET /api/events` shows it
    public MonitorEntry take(MonitorReport report) throws Refusal, JournalException, InterruptedException {
        if (report.type() == null || !isWord(report.type())) {
            throw invalid("type must be one word of 1 to 32 letters, digits, - or _, such as scan, sync, sms, photo, "
                    + "error or warning");
        }
        String message = line(report.message());
        if (message == null || length(message) > LONGEST) {
            throw invalid("message must be a sentence of 1 to " + LONGEST + " characters");
        }
        Notice notice = new Notice(level(report.type()), report.type(), null, message, context(report.data()),
                clock.instant());
        Receipt receipt = journal.append(List.of(notice));
        return Lines.of(new Entry(receipt.outcomes().getFirst().seq(), notice), zone).orElseThrow();
    }

    private static Notice.Level level(String type) {
        return switch (type) {
            case "error" -> Notice.Level.ERROR;
            case "warning" -> Notice.Level.WARNING;
            default -> Notice.Level.INFO;
        };
    }

    private static Map<String, String> context(Map<String, String> data) throws Refusal {
        Map<String, String> context = new LinkedHashMap<>();
        if (data == null) {
            return context;
        }
        if (data.size() > MOST_KEYS) {
            throw invalid("data may have " + MOST_KEYS + " members at most, not " + data.size());
        }
        for (Map.Entry<String, String> each : data.entrySet()) {
            String value = line(each.getValue());
            if (!isWord(each.getKey()) || value != null && length(value) > LONGEST) {
                throw invalid("a name in data must be one word of 1 to 32 letters, digits, - or _, and its value may "
                        + "have " + LONGEST + " characters at most");
            }
            boolean personal = PERSONAL.contains(each.getKey().toLowerCase(Locale.ROOT));
            context.put(each.getKey(), value == null ? "" : personal ? masked(value) : value);
        }
        return context;
    }

    /// Stars and the last two characters; of a text that short only stars.
    private static String masked(String value) {
        int length = length(value);
        return length <= LEFT
                ? "*".repeat(length)
                : "***" + value.substring(value.offsetByCodePoints(0, length - LEFT));
    }

    /// Whether it is one word.
    static boolean isWord(String text) {
        return text.matches(WORD);
    }

    /// One line without control characters, or null when nothing is left.
    static String line(String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("\\s+", " ").replaceAll(HIDDEN, "").strip();
        return line.isEmpty() ? null : line;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message + "; nothing was journalled");
    }
}
