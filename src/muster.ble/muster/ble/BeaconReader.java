// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From an advertisement to the id in it. Immutable, thread-safe; nothing an advertisement can say makes it throw. A
/// foreign device costs some comparisons, and no object but what walking through its maps makes.
///
/// It looks at the manufacturer data, then the service data, the service UUIDs and the name; the first that bears an
/// id is taken. (Phone apps put the id into manufacturer data and send no name: product.md section 2.1.)
///
/// ```
/// carrier             where                        bytes of the id
/// MANUFACTURER_DATA   any company but Apple        all
/// IBEACON             company 004c, 02 15          UUID 16, major 2, minor 2 (big-endian)
/// ALTBEACON           any company but Apple, be ac 20
/// SERVICE_DATA        any UUID                     all
/// EDDYSTONE           UUID feaa, frame type 00     after 1 byte of power: namespace 10, instance 6
/// SERVICE_UUID        -                            16, in the order of the text
/// NAME                -                            all, UTF-8
/// ```
///
/// (Layouts: ble.md section 3.) A rotating code ([RotatingCode]) is found in all of them but AltBeacon and name,
/// whatever the prefix. The bytes of a fixed id begin with the prefix: as text in letters of any case, so that with
/// `ATT-` the UUID `4154542d-...` is one; or, when the prefix is 8 or more hexadecimal digits, as the bytes these mean,
/// so that with `e2c56db5-dffb` every UUID is one that begins so. A prefix with nothing behind it is nobody's id.
///
/// The id is spelled in one way, whichever carrier it came in:
///
/// - text when all bytes are printable ASCII; NULs at the end and blanks around are cut, letters keep their case
/// - else the UUID in small letters when there are 16 bytes; for an Eddystone-UID the same 32 digits without dashes
/// - else hexadecimal digits in small letters
/// - for an iBeacon the UUID, always as a UUID, `-` major `-` minor, both decimal; but major and minor 0 add nothing,
///   and the id is that of the 16 bytes alone
///
/// Text that is itself a UUID or 32 hexadecimal digits is the 16 bytes it spells.
///
/// Nobody's id, with any prefix: a UUID assigned by the Bluetooth SIG (`xxxxxxxx-0000-1000-8000-00805f9b34fb`), what
/// Apple's devices say of themselves (company 004c, other than an iBeacon; type 01, an iOS app in the background, is a
/// bit mask that many share), more than 64 characters.
///
/// With an empty prefix every id counts, so the parts in which all devices chatter are not looked at: manufacturer data
/// only of company ffff (free for tests), service data only of 128-bit UUIDs and of `ff00` to `fff0`, which nobody was
/// assigned; and there only text of 4 characters or more and 16 bytes, for a sensor's one or two bytes may well
/// spell a person's number. The same minimum holds for a prefix of less than 8 hexadecimal digits and nothing else.
public final class BeaconReader {

    private static final int APPLE = 0x004C;
    private static final int FOR_TESTS = 0xFFFF;
    private static final String EDDYSTONE = "0000feaa-0000-1000-8000-00805f9b34fb";
    private static final int SHORTEST = 4;

    private final BeaconPrefix prefix;

    /// @param prefix what the ids of this site begin with: at most 16 printable ASCII characters, empty for any id
    /// @throws IllegalArgumentException when it is something else
    public BeaconReader(String prefix) {
        this.prefix = new BeaconPrefix(prefix);
    }

    /// The id in it, if there is one.
    public Optional<Beacon> read(Advertisement heard) {
        Beacon beacon = inManufacturerData(heard.manufacturerData());
        if (beacon == null) {
            beacon = inServiceData(heard.serviceData());
        }
        if (beacon == null) {
            beacon = inServiceUuids(heard.serviceUuids());
        }
        if (beacon == null && heard.name() != null) {
            beacon = inName(heard.name());
        }
        return Optional.ofNullable(beacon);
    }

    private Beacon inManufacturerData(Map<Integer, byte[]> companies) {
        if (companies.isEmpty()) {
            return null;
        }
        for (Map.Entry<Integer, byte[]> entry : companies.entrySet()) {
            Beacon beacon = ofCompany(entry.getKey(), entry.getValue());
            if (beacon != null) {
                return beacon;
            }
        }
        return null;
    }

    private Beacon ofCompany(int company, byte[] data) {
        if (company == APPLE) {
            return begins(data, 22, 0x02, 0x15) ? iBeacon(data) : null;
        }
        if (begins(data, 22, 0xBE, 0xAC)) {
            return fixed(data, 2, 22, Beacon.Carrier.ALTBEACON);
        }
        return free(data, Beacon.Carrier.MANUFACTURER_DATA, company == FOR_TESTS);
    }

    private static boolean begins(byte[] data, int atLeast, int first, int second) {
        return data.length >= atLeast && (data[0] & 0xFF) == first && (data[1] & 0xFF) == second;
    }

    private Beacon iBeacon(byte[] data) {
        int major = (data[18] & 0xFF) << 8 | data[19] & 0xFF;
        int minor = (data[20] & 0xFF) << 8 | data[21] & 0xFF;
        if (RotatingCode.marked(data, 2, 18) || major == 0 && minor == 0) {
            return sixteen(data, 2, Beacon.Carrier.IBEACON);
        }
        if (prefix.end(data, 2, 18) < 0 || BeaconId.of(data, 2, 18) == null) {
            return null;
        }
        return new Beacon(BeaconId.uuid(data, 2) + '-' + major + '-' + minor, Beacon.Carrier.IBEACON, null);
    }

    private Beacon inServiceData(Map<String, byte[]> services) {
        if (services.isEmpty()) {
            return null;
        }
        for (Map.Entry<String, byte[]> entry : services.entrySet()) {
            Beacon beacon = ofService(entry.getKey(), entry.getValue());
            if (beacon != null) {
                return beacon;
            }
        }
        return null;
    }

    private Beacon ofService(String uuid, byte[] data) {
        if (data.length >= 18 && data[0] == 0 && uuid.equals(EDDYSTONE)) {
            return eddystone(data);
        }
        boolean assigned = uuid.length() != 36 || uuid.endsWith(BeaconId.ASSIGNED);
        boolean unclaimed = uuid.startsWith("0000ff") && uuid.compareTo("0000fff1") < 0;
        return free(data, Beacon.Carrier.SERVICE_DATA, !assigned || unclaimed);
    }

    private Beacon eddystone(byte[] data) {
        Beacon beacon = sixteen(data, 2, Beacon.Carrier.EDDYSTONE);
        if (beacon == null || beacon.id().length() != 36) {
            return beacon;
        }
        return new Beacon(beacon.id().replace("-", ""), beacon.carrier(), beacon.code());
    }

    private Beacon inServiceUuids(List<String> uuids) {
        for (int i = 0; i < uuids.size(); i++) {
            String uuid = uuids.get(i);
            int first = BeaconId.firstOf(uuid);
            boolean possible = (prefix.mayBegin(first) || first == RotatingCode.FIRST)
                    && !uuid.endsWith(BeaconId.ASSIGNED);
            byte[] bytes = possible ? BeaconId.sixteen(uuid) : null;
            Beacon beacon = bytes == null ? null : sixteen(bytes, 0, Beacon.Carrier.SERVICE_UUID);
            if (beacon != null) {
                return beacon;
            }
        }
        return null;
    }

    private Beacon inName(String name) {
        if (name.isEmpty() || !prefix.mayBegin(name.charAt(0))) {
            return null;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean unsure = prefix.isVague() && BeaconId.text(bytes, 0, bytes.length) == null;
        return unsure ? null : fixed(bytes, 0, bytes.length, Beacon.Carrier.NAME);
    }

    /// Data of no known layout: all of it is the id, or the code.
    private Beacon free(byte[] data, Beacon.Carrier carrier, boolean forAll) {
        if (data.length == 16 && RotatingCode.marked(data, 0, 16)) {
            return code(data, 0, carrier);
        }
        if (prefix.isEmpty() && !forAll) {
            return null;
        }
        if (prefix.isVague() && data.length != 16) {
            String text = BeaconId.text(data, 0, data.length);
            if (text == null || text.length() < SHORTEST) {
                return null;
            }
        }
        return fixed(data, 0, data.length, carrier);
    }

    private Beacon sixteen(byte[] data, int from, Beacon.Carrier carrier) {
        return RotatingCode.marked(data, from, from + 16)
                ? code(data, from, carrier)
                : fixed(data, from, from + 16, carrier);
    }

    private static Beacon code(byte[] data, int from, Beacon.Carrier carrier) {
        byte[] code = Arrays.copyOfRange(data, from, from + RotatingCode.LENGTH);
        return new Beacon(RotatingCode.label(code), carrier, code);
    }

    private Beacon fixed(byte[] data, int from, int to, Beacon.Carrier carrier) {
        int end = prefix.end(data, from, to);
        if (end < 0 || isBlank(data, end, to)) {
            return null;
        }
        String id = BeaconId.of(data, from, to);
        return id == null ? null : new Beacon(id, carrier, null);
    }

    private static boolean isBlank(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != 0 && data[i] != ' ') {
                return false;
            }
        }
        return true;
    }
}
