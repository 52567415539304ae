// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes of the bytes on air what BlueZ would tell of them (ble.md section 3).
final class BeaconAir {

    private static final String ASSIGNED = "-0000-1000-8000-00805f9b34fb";

    private BeaconAir() {}

    /// The advertisement of these AD structures: length, type, data, again and again; blanks are for the reader.
    static Advertisement heard(String hex) {
        byte[] air = bytes(hex);
        String name = null;
        List<String> uuids = new ArrayList<>();
        Map<String, byte[]> services = new TreeMap<>();
        Map<Integer, byte[]> companies = new TreeMap<>();
        for (int at = 0; at < air.length; at += 1 + air[at]) {
            if (at + 1 + air[at] > air.length) {
                throw new IllegalArgumentException("the structure at " + at + " is cut short in " + hex);
            }
            byte[] data = Arrays.copyOfRange(air, at + 2, at + 1 + air[at]);
            switch (air[at + 1] & 0xFF) {
                case 0x01, 0x0A -> {}
                case 0x02, 0x03 -> uuids.add(assigned(data));
                case 0x06, 0x07 -> uuids.add(BeaconId.uuid(reversed(data), 0));
                case 0x08, 0x09 -> name = new String(data, StandardCharsets.UTF_8);
                case 0x16 -> services.put(assigned(data), Arrays.copyOfRange(data, 2, data.length));
                case 0x21 -> services.put(
                        BeaconId.uuid(reversed(Arrays.copyOf(data, 16)), 0), Arrays.copyOfRange(data, 16, data.length));
                case 0xFF -> companies.put(little(data), Arrays.copyOfRange(data, 2, data.length));
                default -> throw new IllegalArgumentException("AD type " + air[at + 1] + " in " + hex);
            }
        }
        return new Advertisement("hci0", "C1:00:00:00:00:01", -61, name, uuids, services, companies, 0);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// The rows of a file of examples, cut into columns; an empty one is a `-`.
    static List<List<String>> rows(String file) {
        try (InputStream in = BeaconAir.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" +\\| +"))
                    .map(row -> Arrays.stream(row).map(cell -> cell.equals("-") ? "" : cell).toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Advertisement manufacturer(int company, byte[] data) {
        return new Advertisement("hci0", "C1:00:00:00:00:01", -61, null, null, null, Map.of(company, data), 0);
    }

    static Advertisement service(String uuid, byte[] data) {
        return new Advertisement("hci0", "C1:00:00:00:00:01", -61, null, null, Map.of(uuid, data), null, 0);
    }

    static Advertisement uuids(String... uuids) {
        return new Advertisement("hci0", "C1:00:00:00:00:01", -61, null, List.of(uuids), null, null, 0);
    }

    static Advertisement named(String name) {
        return new Advertisement("hci0", "C1:00:00:00:00:01", -61, name, null, null, null, 0);
    }

    private static int little(byte[] data) {
        return data[0] & 0xFF | (data[1] & 0xFF) << 8;
    }

    private static String assigned(byte[] data) {
        return "%08x%s".formatted(little(data), ASSIGNED);
    }

    private static byte[] reversed(byte[] data) {
        byte[] reversed = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            reversed[data.length - 1 - i] = data[i];
        }
        return reversed;
    }
}
