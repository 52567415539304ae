// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The answer to the introduction of an attendance terminal (zk-push.md section 5.2).
///
/// @param serial the terminal's serial
/// @param dialect `ATT1`, `ATT2`, `OEM`, `PID` or `INS`; an access terminal given this block
///     introduces itself for ever
/// @param stamps what is stored per canonical table; a table without an entry is sent as `0`
/// @param errorDelay how long until it tries again after a failure (30 to 300 s advised)
/// @param delay the longest time between two polls (2 to 60 s)
/// @param transTimes up to ten `hh:mm` joined by `;`: upload times of a terminal that is not realtime
/// @param transInterval time between its uploads, in whole minutes; zero = off
/// @param transFlag what to send
/// @param timeZone as of [TimeZoneText]
/// @param further more lines for the end of the block, in order; keys known to zk-push.md section 5.2
public record OptionBlock(
        String serial,
        Dialect dialect,
        Map<String, String> stamps,
        Duration errorDelay,
        Duration delay,
        String transTimes,
        Duration transInterval,
        TransFlag transFlag,
        String timeZone,
        SequencedMap<String, String> further) {

    /// The version that leaves the vendor's encryption off (zk-push.md section 1, rule 13).
    private static final String VERSION = "2.2.14";

    private static final Duration OEM_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration OEM_SYNC = Duration.ofHours(1);
    private static final List<String> NEWER_TABLES = List.of("BIODATA", "IDCARD", "ERRORLOG");

    /// Copies the maps, so that the record stays immutable.
    public OptionBlock {
        stamps = Map.copyOf(stamps);
        further = new LinkedHashMap<>(further);
    }

    /// The recommended block.
    public static OptionBlock recommended(
            String serial, Dialect dialect, Map<String, String> stamps, String timeZone) {
        return new OptionBlock(
                serial,
                dialect,
                stamps,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                "00:00;14:05",
                Duration.ofMinutes(1),
                TransFlag.ALL,
                timeZone,
                new LinkedHashMap<>());
    }

    /// The block as sent: every line ends with LF.
    public String text() {
        StringBuilder block = new StringBuilder("GET OPTION FROM: ").append(serial).append('\n');
        addStamps(block);
        add(block, "ErrorDelay", errorDelay.toSeconds());
        add(block, "Delay", delay.toSeconds());
        add(block, "TransTimes", transTimes);
        add(block, "TransInterval", transInterval.toMinutes());
        add(block, "TransFlag", transFlag.bits());
        if (dialect == Dialect.OEM) {
            add(block, "Timeout", OEM_TIMEOUT.toSeconds());
            add(block, "SyncTime", OEM_SYNC.toSeconds());
        }
        add(block, "TimeZone", timeZone);
        add(block, "Realtime", 1);
        add(block, "Encrypt", 0);
        if (dialect != Dialect.ATT1) {
            add(block, "ServerVer", VERSION);
            add(block, "PushProtVer", VERSION);
        }
        further.forEach((key, value) -> add(block, key, value));
        return block.toString();
    }

    private void addStamps(StringBuilder block) {
        boolean first = dialect == Dialect.ATT1;
        add(block, first ? "Stamp" : "ATTLOGStamp", stamp("ATTLOG"));
        add(block, first ? "OpStamp" : "OPERLOGStamp", stamp("OPERLOG"));
        add(block, first ? "PhotoStamp" : "ATTPHOTOStamp", stamp("ATTPHOTO"));
        for (String table : first ? List.<String>of() : NEWER_TABLES) {
            if (stamps.containsKey(table)) {
                add(block, table + "Stamp", stamp(table));
            }
        }
    }

    /// Never a stamp of our own making: `0` asks for everything, and the journal knows what it has.
    private String stamp(String table) {
        String stored = stamps.get(table);
        return Stamps.valid(stored) ? stored : "0";
    }

    private static void add(StringBuilder block, String key, Object value) {
        block.append(key).append('=').append(Fields.cleaned(value.toString())).append('\n');
    }
}
