// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The terminals an Access file knows, by serial; one it does not is made. A version without serials knows them by
/// their alias.
final class Machines {

    private static final int PORT = 4370;

    private final Sheet sheet;
    private final String key;
    private final Map<String, Machine> bySerial = new HashMap<>();
    private int highest;

    /// A row.
    ///
    /// @param id what `CHECKINOUT.MachineId` points at
    /// @param number what `CHECKINOUT.SENSORID` shows
    record Machine(int id, int number) {}

    Machines(Sheet sheet) throws IOException {
        this.sheet = sheet;
        this.key = sheet.has("sn") ? "sn" : "MachineAlias";
        for (Row row : sheet.rows("ID", "sn", "MachineAlias", "MachineNumber")) {
            Integer id = sheet.number(row, "ID");
            Integer number = sheet.number(row, "MachineNumber");
            int shown = number == null ? 1 : number;
            highest = Math.max(highest, shown);
            if (id != null && !sheet.text(row, key).isEmpty()) {
                bySerial.putIfAbsent(sheet.text(row, key), new Machine(id, shown));
            }
        }
    }

    /// The terminal of a punch.
    Machine of(AccessPunch punch) throws IOException {
        String serial = sheet.fit(key, punch.terminal());
        Machine machine = bySerial.get(serial);
        if (machine == null) {
            machine = made(punch);
            bySerial.put(serial, machine);
        }
        return machine;
    }

    private Machine made(AccessPunch punch) throws IOException {
        highest++;
        boolean nameless = punch.terminalName() == null || punch.terminalName().isEmpty() || !sheet.has("sn");
        Map<String, Object> row = sheet.insert(Map.of(
                "MachineAlias", nameless ? punch.terminal() : punch.terminalName(),
                "MachineNumber", highest,
                "Port", PORT,
                "sn", punch.terminal()));
        Integer id = sheet.number(row, "ID");
        return new Machine(id == null ? highest : id, highest);
    }
}
