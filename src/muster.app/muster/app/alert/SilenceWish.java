// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Duration;
import java.time.Instant;
import muster.app.terminal.Refusal;
import muster.model.Silence;
import muster.model.SilenceRequest;

/// Checks what somebody wants to be quiet.
final class SilenceWish {

    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final int LONGEST_TEXT = 200;

    private SilenceWish() {}

    /// The silence that is wished for.
    ///
    /// @throws Refusal if a value is missing or not allowed
    static Silence checked(SilenceRequest wish, long id, Rules rules, Instant now) throws Refusal {
        String reason = text("reason", wish.reason());
        String by = text("by", wish.by());
        String rule = name("rule", wish.rule());
        String subject = name("subject", wish.subject());
        String branch = name("branch", wish.branch());
        if (rule == null && subject == null && branch == null) {
            throw invalid("rule, subject and branch are missing; at least one must tell what is to be quiet");
        }
        if (rule != null && rules.named(rule).isEmpty()) {
            throw invalid("rule: there is no rule " + rule + Likely.hint(rule, rules.names()));
        }
        Silence.Kind kind = wish.kind() == null ? Silence.Kind.SNOOZE : wish.kind();
        Instant from = wish.from() == null ? now : wish.from();
        Instant until = until(wish, from);
        checkTimes(from, until, wish.every(), now);
        return new Silence(id, kind, rule, subject, branch, from, until, wish.every(), reason, by, null);
    }

    private static Instant until(SilenceRequest wish, Instant from) throws Refusal {
        if ((wish.until() == null) == (wish.seconds() == null)) {
            throw invalid("give either until or seconds, so that it ends by itself");
        }
        if (wish.seconds() == null) {
            return wish.until();
        }
        if (wish.seconds() < SHORTEST.toSeconds() || wish.seconds() > LONGEST.toSeconds()) {
            throw invalid("seconds: it must be " + SHORTEST.toSeconds() + " (1 minute) to " + LONGEST.toSeconds()
                    + " (31 days), not " + wish.seconds());
        }
        if (from.isAfter(Instant.MAX.minus(LONGEST))) {
            throw invalid("from: it must be within a year");
        }
        return from.plusSeconds(wish.seconds());
    }

    private static void checkTimes(Instant from, Instant until, Silence.Every every, Instant now) throws Refusal {
        if (from.isBefore(now.minus(LONGEST)) || from.isAfter(now.plus(AHEAD))) {
            throw invalid("from: it must be within the last 31 days or the next year");
        }
        Duration length = Duration.between(from, until);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw invalid("until: it must be 1 minute to 31 days behind the begin");
        }
        if (every == null && !until.isAfter(now)) {
            throw invalid("until: that is over already");
        }
        if (every == Silence.Every.DAY && length.compareTo(Duration.ofDays(1)) > 0) {
            throw invalid("every: what is repeated each day can last a day at most");
        }
        if (every == Silence.Every.WEEK && length.compareTo(Duration.ofDays(7)) > 0) {
            throw invalid("every: what is repeated each week can last a week at most");
        }
    }

    /// A text that must be given.
    static String text(String name, String value) throws Refusal {
        if (value == null || value.isBlank()) {
            throw invalid(name + " is missing");
        }
        return shortEnough(name, value);
    }

    private static String name(String name, String value) throws Refusal {
        return value == null || value.isBlank() ? null : shortEnough(name, value);
    }

    /// A text without blanks around it.
    static String shortEnough(String name, String value) throws Refusal {
        if (value.length() > LONGEST_TEXT) {
            throw invalid(name + " may have " + LONGEST_TEXT + " characters at most");
        }
        return value.strip();
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
