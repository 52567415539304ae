// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.ImportedPunch;
import muster.model.LocalTimes;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;

/// Counts which of a file's punches a journal has already. For one thread.
final class Known {

    /// No zone is further from UTC.
    private static final int FARTHEST_HOURS = 18;

    private final Origin origin;
    private long unknown;
    private long known;
    private long different;

    Known(Origin origin) {
        this.origin = origin;
    }

    /// How many would be new. A punch that stands in the file twice, far apart, counts twice.
    long unknown() {
        return unknown;
    }

    /// How many are there.
    long known() {
        return known;
    }

    /// How many are there with another state or verify mode.
    long different() {
        return different;
    }

    /// Looks for some punches.
    void look(List<ImportedPunch> punches) throws ApiException, JournalException, InterruptedException {
        Map<String, List<ImportedPunch>> byTerminal =
                punches.stream().collect(Collectors.groupingBy(ImportedPunch::terminal));
        for (List<ImportedPunch> group : byTerminal.values()) {
            lookAtOne(group);
        }
    }

    private void lookAtOne(List<ImportedPunch> punches) throws ApiException, JournalException, InterruptedException {
        Map<String, Set<String>> there = new HashMap<>();
        punches.forEach(punch -> there.put(key(punch), new HashSet<>()));
        PunchQuery query = range(punches);
        for (PunchPage page = origin.punches(query); ; page = origin.punches(query)) {
            for (PunchRow row : page.punches()) {
                note(there, row.pin() + "\tL" + row.localTime(), row);
                note(there, row.pin() + "\tI" + row.time().toEpochSecond(), row);
            }
            if (page.next() == null) {
                break;
            }
            query = query.behind(page.next());
        }
        punches.forEach(punch -> count(punch, there.get(key(punch))));
    }

    private static void note(Map<String, Set<String>> there, String key, PunchRow row) {
        Set<String> marks = there.get(key);
        if (marks != null) {
            marks.add(row.state() + "/" + row.verifyMode());
        }
    }

    private void count(ImportedPunch punch, Set<String> marks) {
        String own = punch.state() + "/" + punch.verifyMode();
        if (marks.contains(own)) {
            known++;
        } else if (marks.isEmpty() || marks.contains("new")) {
            unknown++;
            marks.add("new");
            marks.add(own);
        } else {
            different++;
        }
    }

    private static String key(ImportedPunch punch) {
        return punch.pin() + "\t" + (punch.localTime() == null
                ? "I" + punch.instant().getEpochSecond()
                : "L" + punch.localTime());
    }

    private static PunchQuery range(List<ImportedPunch> punches) {
        LocalDateTime first = LocalDateTime.MAX;
        LocalDateTime last = LocalDateTime.MIN;
        for (ImportedPunch punch : punches) {
            LocalDateTime from = local(punch, -FARTHEST_HOURS);
            LocalDateTime to = local(punch, FARTHEST_HOURS);
            first = from.isBefore(first) ? from : first;
            last = to.isAfter(last) ? to : last;
        }
        return new PunchQuery(punches.getFirst().terminal(), null, null, first, last.plusSeconds(1), null, false,
                PunchQuery.MAX_LIMIT);
    }

    private static LocalDateTime local(ImportedPunch punch, int hours) {
        Instant instant = punch.instant();
        return instant == null
                ? LocalDateTime.parse(punch.localTime(), LocalTimes.TEXT)
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).plusHours(hours).withNano(0);
    }
}
