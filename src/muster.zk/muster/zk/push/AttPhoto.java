// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/// A picture taken at a punch (zk-push.md section 7.5).
///
/// ```
/// PIN=YYYYMMDDhhmmss-pin.jpg LF    no -pin when the verification failed
/// SN=serial LF
/// size=bytes LF
/// CMD=uploadphoto or realupload
/// one NUL, then the picture, which holds NULs of its own
/// ```
///
/// @param pin whose; empty when the verification failed or the name tells none
/// @param time when, by the terminal's clock; null when the name tells none
/// @param fileName as the terminal calls it, only letters, digits, `.`, `_` and `-`
/// @param size how many bytes the terminal announced; -1 when it did not
/// @param content the picture as far as it arrived; not to be changed
public record AttPhoto(String pin, LocalDateTime time, String fileName, int size, byte[] content) {

    private static final int STAMP = 14;
    private static final int LONGEST_NAME = 100;

    /// Reads an upload of the table `ATTPHOTO`. Never throws; what is missing is empty.
    public static AttPhoto read(byte[] body) {
        int nul = Ascii.indexOf(body, 0, body.length, 0);
        int headEnd = nul < 0 ? body.length : nul;
        String head = new String(body, 0, headEnd, StandardCharsets.ISO_8859_1);
        Fields fields = Fields.of(head.replace('\n', '\t').replace("\r", ""));
        byte[] content = nul < 0 ? new byte[0] : Arrays.copyOfRange(body, nul + 1, body.length);
        return of(fields.text("PIN"), fields.number("size"), content);
    }

    /// The picture of a first-generation upload to `fdata`, whose name stands in the query.
    ///
    /// @param name the parameter `PIN`: `20261120082600-21.jpg`; null when it is missing
    public static AttPhoto named(String name, byte[] content) {
        return of(name == null ? "" : name.strip(), -1, content);
    }

    private static AttPhoto of(String name, int size, byte[] content) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        boolean stamped = stem.length() == STAMP || stem.length() > STAMP && stem.charAt(STAMP) == '-';
        LocalDateTime time = stamped ? time(stem.substring(0, STAMP)) : null;
        String pin = time == null || stem.length() <= STAMP + 1 ? "" : stem.substring(STAMP + 1);
        return new AttPhoto(Pins.valid(pin) ? pin : "", time, cleanName(name), size, content);
    }

    private static LocalDateTime time(String digits) {
        return TimeText.read(digits.replaceFirst("^(....)(..)(..)(..)(..)(..)$", "$1-$2-$3 $4:$5:$6"));
    }

    /// Whether as much arrived as was announced.
    public boolean complete() {
        return size < 0 || size == content.length;
    }

    /// A name that cannot lead out of a directory.
    static String cleanName(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
        return clean.substring(0, Math.min(clean.length(), LONGEST_NAME));
    }

    /// The bytes that base64 text stands for, or null when it is none.
    static byte[] decoded(String base64) {
        try {
            return base64.isEmpty() ? null : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttPhoto photo
                && pin.equals(photo.pin)
                && Objects.equals(time, photo.time)
                && fileName.equals(photo.fileName)
                && size == photo.size
                && Arrays.equals(content, photo.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(pin, time, fileName, size, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        return "photo " + fileName + ", " + content.length + " bytes";
    }
}
