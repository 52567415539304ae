// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import muster.app.convex.PlainText;
import muster.app.terminal.Refusal;
import muster.model.Gathering;
import muster.model.GatheringSettings;

/// Checks what operators wish of an event and merges it with what is; null leaves a setting.
final class EventWishes {

    static final int NAME = 200;

    /// Times outside are slips of the pen, or seconds where milliseconds were meant.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final int SLUG = 40;

    private EventWishes() {}

    /// The id of a new event: the one wished, else one made from the name.
    ///
    /// @param taken whether an id belongs to an event, be it one that was removed
    static String id(GatheringSettings wanted, Predicate<String> taken) throws Refusal {
        if (wanted.id() == null) {
            String slug = slug(name(null, wanted.name()));
            String id = slug;
            for (int count = 2; taken.test(id); count++) {
                id = slug + "-" + count;
            }
            return id;
        }
        if (!wanted.id().matches(ID)) {
            throw invalid("id: an event's id is 1 to 64 letters, digits, -, _ or ., and begins with a letter or digit");
        }
        return wanted.id();
    }

    /// Latin letters without their marks, digits, and - for anything else.
    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(SLUG, plain.length())).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "event" : cut;
    }

    /// A new event.
    static Gathering added(String id, GatheringSettings wanted) throws Refusal {
        Gathering blank = new Gathering(id, id, null, null, Gathering.From.LOCAL, true, Gathering.State.LISTED,
                null, false, false);
        return changed(blank, wanted);
    }

    /// An event as it is wished.
    static Gathering changed(Gathering before, GatheringSettings wanted) throws Refusal {
        Gathering after = new Gathering(
                before.id(),
                name(before.name(), wanted.name()),
                moment("start", before.start(), wanted.start()),
                moment("end", before.end(), wanted.end()),
                before.from(),
                before.active(),
                before.state(),
                capacity(before.capacity(), wanted.capacity()),
                wanted.automatic() == null ? before.automatic() : wanted.automatic(),
                before.removed());
        check(before, after, wanted);
        return after;
    }

    private static void check(Gathering before, Gathering after, GatheringSettings wanted) throws Refusal {
        if (before.from() == Gathering.From.BACKEND) {
            own("name", before, before.name(), after.name());
            own("start", before, before.start(), after.start());
            own("end", before, before.end(), after.end());
        }
        if (after.start() != null && after.end() != null && !after.end().isAfter(after.start())) {
            boolean meantEnd = wanted.end() != null || wanted.start() == null;
            throw invalid((meantEnd ? "end" : "start") + ": an event ends after it starts, and this one would start at "
                    + after.start() + " and end at " + after.end());
        }
        if (after.automatic() && after.start() == null && after.end() == null) {
            throw invalid("automatic: an event that is started and stopped by itself needs a start or an end");
        }
    }

    private static void own(String member, Gathering before, Object was, Object wanted) throws Refusal {
        if (!Objects.equals(was, wanted)) {
            throw new Refusal(Refusal.Kind.CONFLICT, member + ": event " + before.id()
                    + " is the backend's; change its name and times there, and they are fetched from there");
        }
    }

    private static String name(String before, String wanted) throws Refusal {
        if (wanted == null && before != null) {
            return before;
        }
        String name = wanted == null ? "" : PlainText.line(wanted, NAME + 1);
        if (name.isEmpty()) {
            throw invalid("name: an event needs a name that people know it by");
        }
        if (name.codePointCount(0, name.length()) > NAME) {
            throw invalid("name: at most " + NAME + " characters");
        }
        return name;
    }

    private static Instant moment(String member, Instant before, Instant wanted) throws Refusal {
        if (wanted != null && !isPossible(wanted)) {
            throw invalid(member + ": " + wanted + " cannot be meant; a time such as 2026-11-20T08:00:00Z is needed");
        }
        return wanted == null ? before : wanted;
    }

    /// Whether an event can be at such a time.
    static boolean isPossible(Instant moment) {
        return !moment.isBefore(EARLIEST) && moment.isBefore(LATEST);
    }

    private static Integer capacity(Integer before, Integer wanted) throws Refusal {
        if (wanted == null) {
            return before;
        }
        if (wanted < 0) {
            throw invalid("capacity: a number of people from 0 (no bound) is needed");
        }
        return wanted == 0 ? null : wanted;
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
