// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Json;
import muster.model.PunchRow;

/// The columns of the layout `full`: the same as those of an export.
final class FullCells {

    static final List<String> COLUMNS = List.of(
            "seq", "source", "terminal", "terminal_name", "pin", "person_name", "local_time", "time", "zone",
            "zone_from", "fit", "received_at", "state", "state_name", "verify_mode", "verify_mode_name", "work_code",
            "raw", "event", "method", "carrier", "rssi", "device_name", "proof", "timing", "photo", "key");

    private static final CheckIn AT_A_TERMINAL = new CheckIn(null, null, null, null, null, null, null, null, null);

    private FullCells() {}

    static List<Object> of(KeptPunch punch) {
        PunchRow row = punch.row();
        List<Object> cells = new ArrayList<>(Arrays.asList(
                row.seq(), word(row.source()), row.terminal(), row.terminalName(), row.pin(), row.personName(),
                punch.local(), DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(row.time()), row.zone(),
                word(row.zoneFrom()), word(row.fit()), row.receivedAt().toString(), row.state(), row.stateName(),
                row.verifyMode(), row.verifyModeName(), row.workCode(), raw(row.raw())));
        CheckIn checkIn = row.checkIn() == null ? AT_A_TERMINAL : row.checkIn();
        cells.addAll(Arrays.asList(
                checkIn.event(), checkIn.method(), checkIn.carrier(), checkIn.rssi(), checkIn.deviceName(),
                word(checkIn.proof()), word(checkIn.timing()), checkIn.photo(), checkIn.key()));
        return cells;
    }

    private static String word(Enum<?> value) {
        return value == null ? null : Json.word(value);
    }

    /// Raw bytes with control characters in them would make the whole file look binary.
    private static String raw(Bytes raw) {
        if (raw == null) {
            return null;
        }
        String text = raw.toString();
        return text.chars().anyMatch(c -> c < ' ' && c != '\t')
                ? "base64:" + Base64.getEncoder().encodeToString(raw.toArray())
                : text;
    }
}
