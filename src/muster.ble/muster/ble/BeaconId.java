// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How the bytes of an id are spelled, and which bytes a spelling means: each id has one spelling, whichever way it
/// came.
final class BeaconId {

    /// The longest id: more than any carrier of a legacy advertisement can say, and nothing a journal minds.
    static final int LONGEST = 64;

    /// What follows the first 4 bytes of every UUID that stands for a number assigned by the Bluetooth SIG (Core
    /// Specification vol. 3 part B section 2.5.1): it names a kind of service, never a person.
    static final String ASSIGNED = "-0000-1000-8000-00805f9b34fb";

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern DASHED =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern PLAIN = Pattern.compile("\\p{XDigit}{32}");
    private static final Pattern IBEACON = Pattern.compile(DASHED + "-\\d{1,5}-\\d{1,5}");

    private BeaconId() {}

    /// The spelling of these bytes: text when they are printable ASCII, after NULs at the end and blanks around are
    /// cut; a UUID when they are 16; else hexadecimal digits. Null when they can be nobody's: nothing at all, an
    /// assigned UUID, the beginning of a rotating code, or too long.
    static String of(byte[] bytes, int from, int to) {
        String text = text(bytes, from, to);
        String id = text != null ? ofText(text) : to - from == 16 ? uuid(bytes, from) : HEX.formatHex(bytes, from, to);
        boolean nobodys = id == null || id.isEmpty() || id.length() > LONGEST || id.endsWith(ASSIGNED)
                || id.startsWith(RotatingCode.MARKER) || RotatingCode.marked(bytes, from, to);
        return nobodys ? null : id;
    }

    private static String ofText(String text) {
        byte[] sixteen = sixteen(text);
        if (sixteen != null) {
            return of(sixteen, 0, 16);
        }
        return IBEACON.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : text;
    }

    /// The text that these bytes are, or null when they are not printable ASCII.
    static String text(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] < 0x20 || bytes[i] > 0x7E) {
                return null;
            }
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII).strip();
    }

    /// The 16 bytes at this place as a UUID, small letters.
    static String uuid(byte[] bytes, int from) {
        String hex = HEX.formatHex(bytes, from, from + 16);
        return String.join("-", hex.substring(0, 8), hex.substring(8, 12), hex.substring(12, 16),
                hex.substring(16, 20), hex.substring(20));
    }

    /// The bytes of a UUID with dashes, or of 32 hexadecimal digits, in letters of any case; null when it is neither.
    static byte[] sixteen(String text) {
        boolean spelled = DASHED.matcher(text).matches() || PLAIN.matcher(text).matches();
        return spelled ? HEX.parseHex(text.replace("-", "")) : null;
    }

    /// The first byte of a UUID without reading it all, or -1 when there is none.
    static int firstOf(String uuid) {
        return uuid.length() < 2 || !HexFormat.isHexDigit(uuid.charAt(0)) || !HexFormat.isHexDigit(uuid.charAt(1))
                ? -1
                : HexFormat.fromHexDigits(uuid, 0, 2);
    }

    /// See [Beacon#forms()].
    static List<String> forms(String id) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(id);
        byte[] sixteen = asSixteen(id);
        if (sixteen != null) {
            String dashed = uuid(sixteen, 0);
            String plain = HEX.formatHex(sixteen);
            forms.addAll(List.of(dashed, dashed.toUpperCase(Locale.ROOT), plain, plain.toUpperCase(Locale.ROOT)));
        } else if (IBEACON.matcher(id).matches()) {
            forms.add(id.toUpperCase(Locale.ROOT));
        }
        return List.copyOf(forms);
    }

    private static byte[] asSixteen(String id) {
        byte[] sixteen = sixteen(id);
        if (sixteen == null && id.length() <= 16 && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            return Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), 16);
        }
        return sixteen;
    }
}
