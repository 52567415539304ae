// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// How a terminal speaks (zk-push.md section 2). A property of each connection, not of the serial: one
/// menu entry turns an attendance terminal into an access one.
public enum Dialect {
    /// Attendance, protocol 1: the terminals of 2008 to 2011.
    ATT1,
    /// Attendance, protocol 2: today's terminals.
    ATT2,
    /// The clocks of one maker's line: stamps in ISO form, a communication key, clock requests.
    OEM,
    /// Attendance terminals that read identity cards.
    PID,
    /// Information screens.
    INS,
    /// Access terminals and controllers ("Security PUSH").
    ACC,
    /// Payment terminals; not served.
    CPOS;

    private static final Set<String> ACC_ENDPOINTS = Set.of("registry", "push", "rtdata", "querydata");
    private static final Set<String> ACC_TABLES = Set.of("RTLOG", "RTSTATE", "TABLEDATA");
    private static final Set<String> CPOS_ENDPOINTS = Set.of("cpos", "posrequest");
    private static final Set<String> CPOS_TABLES = Set.of("BUYLOG", "FULLLOG", "ALLOWLOG");
    private static final Set<String> OEM_TYPES = Set.of("time", "lastpunch", "postverifydata");
    private static final Set<String> ATT_TABLES = Set.of("ATTLOG", "OPERLOG", "ATTPHOTO", "BIODATA");

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The one word for it in the journal, in JSON and on screen: `att1`, `att2`, `oem` …
    public String word() {
        return word;
    }

    /// The dialect that has this [#word()].
    ///
    /// @return the dialect, or null when the word names none (a terminal that never called)
    public static Dialect ofWord(String word) {
        for (Dialect dialect : values()) {
            if (dialect.word().equals(word)) {
                return dialect;
            }
        }
        return null;
    }

    /// What a request alone tells; [#ATT2] when it tells nothing.
    ///
    /// @param endpoint the last part of the path, without suffix: `cdata`, `registry` …
    /// @param query looks a parameter up, its name in any case; null when it is missing
    public static Dialect of(String endpoint, Function<String, String> query) {
        return of(endpoint, query, null);
    }

    /// The same, when the terminal called before: polls, results and most uploads carry nothing that
    /// tells the dialects apart, so they are read as the terminal introduced itself.
    ///
    /// @param known what its last introduction told, or null when there was none
    public static Dialect of(String endpoint, Function<String, String> query, Dialect known) {
        String place = endpoint.toLowerCase(Locale.ROOT);
        String table = TableName.of(query);
        String type = lower(query.apply("DeviceType"));
        if (CPOS_ENDPOINTS.contains(place) || CPOS_TABLES.contains(table)) {
            return CPOS;
        }
        if (type.equals("acc") || ACC_ENDPOINTS.contains(place) || ACC_TABLES.contains(table)) {
            return ACC;
        }
        if (type.equals("pid")) {
            return PID;
        }
        if (type.equals("ins")) {
            return INS;
        }
        return isOem(query, table) ? OEM : attendance(place, query, table, known);
    }

    private static Dialect attendance(String place, Function<String, String> query, String table, Dialect known) {
        if (query.apply("pushver") != null) {
            // An OEM clock without a communication key shows itself by its stamps only, never here.
            return known == OEM ? OEM : ATT2;
        }
        if (query.apply("options") != null) {
            return ATT1;
        }
        boolean attendanceOnly = ATT_TABLES.contains(table);
        if (known != null && known != CPOS && !(known == ACC && attendanceOnly)) {
            return known;
        }
        boolean first = place.equals("fdata")
                || place.equals("cdata") && (query.apply("table") == null || Stamps.namesItsTable(query));
        return first && query.apply("AuthType") == null ? ATT1 : ATT2;
    }

    private static boolean isOem(Function<String, String> query, String table) {
        return query.apply("ComKey") != null
                || OEM_TYPES.contains(lower(query.apply("type")))
                || table.equals("SELFSERVICEDATA")
                || Stamps.sent(query).filter(Stamp::isIso).isPresent();
    }

    private static String lower(String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
