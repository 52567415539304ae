// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import muster.app.convex.PlainText;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Notice;

/// What people are told at once: plain text of bounded length. Immutable.
///
/// @param id the same however often it is sent
/// @param kind what it is about
/// @param title one line
/// @param lines one for each alert, the gravest first; what is more than [#LINES] is counted in the last one
/// @param sms the same in at most [#SMS] characters
/// @param level the gravest there is
/// @param count how many alerts it is about
/// @param alerts how they are, the gravest first, at most [#ALERTS]
/// @param at when it was made (UTC)
record Message(
        String id,
        Kind kind,
        String title,
        List<String> lines,
        String sms,
        Notice.Level level,
        int count,
        List<AlertStatus> alerts,
        Instant at) {

    static final int LINES = 20;
    static final int SMS = 160;
    static final int ALERTS = 200;
    private static final int LINE = 300;
    private static final int TITLE = 120;

    /// What a message is about.
    enum Kind {
        /// Alerts of one branch, at least one of which fires.
        FIRED("alert.fired"),
        /// Alerts of one branch that are over.
        RESOLVED("alert.resolved"),
        /// What was not told before: in quiet hours, or because there was too much.
        SUMMARY("alert.summary"),
        /// Nothing; somebody tries the channel.
        TEST("test");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The word for it in JSON.
        String word() {
            return word;
        }
    }

    Message {
        lines = List.copyOf(lines);
        alerts = List.copyOf(alerts);
    }

    /// Of alerts of one branch.
    ///
    /// @param branch empty = they belong to none
    /// @param changes the last of each alert, at least one
    static Message of(String id, String branch, Collection<AlertChange> changes, Instant at) {
        boolean over = changes.stream().allMatch(Message::isOver);
        String where = branch.isEmpty() ? "" : " at branch " + branch;
        String many = many(changes) + (over ? " over" : "") + where;
        return make(id, over ? Kind.RESOLVED : Kind.FIRED, many, changes, at);
    }

    /// Of alerts that were not told one by one.
    ///
    /// @param why a few words: `after quiet hours`
    static Message summary(String id, String why, Collection<AlertChange> changes, Instant at) {
        return make(id, Kind.SUMMARY, "summary " + why + ": " + many(changes), changes, at);
    }

    /// Somebody tries a channel.
    static Message test(Instant at) {
        String text = "muster tries this channel; nothing happened";
        return new Message("test-" + at.toEpochMilli(), Kind.TEST, text, List.of(text), text, Notice.Level.INFO, 0,
                List.of(), at);
    }

    private static Message make(String id, Kind kind, String many, Collection<AlertChange> changes, Instant at) {
        List<AlertChange> sorted = changes.stream()
                .sorted(Comparator.comparing(Message::isOver).thenComparing(change -> change.after().level()))
                .toList();
        List<String> lines = new ArrayList<>(
                sorted.stream().limit(LINES).map(change -> line(change) + " [" + id(change) + "]").toList());
        if (sorted.size() > LINES) {
            lines.add("and " + (sorted.size() - LINES) + " more");
        }
        boolean one = sorted.size() == 1 && kind != Kind.SUMMARY;
        String title = PlainText.line("muster: " + (one ? line(sorted.getFirst()) : many), TITLE);
        List<AlertStatus> alerts = sorted.stream().limit(ALERTS).map(AlertChange::after).toList();
        Notice.Level level = sorted.stream().map(change -> change.after().level())
                .min(Comparator.naturalOrder()).orElse(Notice.Level.INFO);
        return new Message(id, kind, title, lines, sms(one ? "muster" : title, sorted), level, sorted.size(), alerts,
                at);
    }

    private static String many(Collection<AlertChange> changes) {
        return changes.size() == 1 ? "1 alert" : changes.size() + " alerts";
    }

    private static boolean isOver(AlertChange change) {
        return change.act().equals("resolved");
    }

    /// An alert in a line, without its id.
    static String line(AlertChange change) {
        String level = change.after().level().name();
        String word = switch (change.act()) {
            case "resolved" -> "over (" + level.toLowerCase(Locale.ROOT) + ")";
            case "repeated" -> level + ", still";
            default -> level;
        };
        return PlainText.line(word + ": " + change.after().message(), LINE);
    }

    private static String id(AlertChange change) {
        return PlainText.line(change.after().id(), TITLE);
    }

    /// Three dots at the end, because the one character for them would make a short message of 160 characters one of
    /// 70 (3GPP TS 23.038: it is not in the default alphabet).
    private static String sms(String title, List<AlertChange> changes) {
        StringBuilder text = new StringBuilder(title);
        for (int i = 0; i < changes.size() && text.length() <= SMS; i++) {
            text.append(i == 0 ? ": " : "; ").append(line(changes.get(i)).replace("…", "..."));
        }
        String whole = text.toString().replace("…", "...");
        if (whole.length() <= SMS) {
            return whole;
        }
        int end = SMS - 3;
        // half a character is none
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    /// All lines, `\n` between them.
    String text() {
        return String.join("\n", lines);
    }
}
