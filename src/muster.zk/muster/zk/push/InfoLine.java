// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.List;

/// The counts a terminal sends with a poll as `INFO=` (zk-push.md section 9.1). A count it did not
/// tell is null.
///
/// @param firmware its version; may be empty
/// @param users people enrolled
/// @param fingerprints fingers enrolled
/// @param records punches it holds
/// @param address its own address; empty when not told
/// @param fingerAlgorithm version of its fingerprint algorithm
/// @param faceAlgorithm version of its face algorithm
/// @param facesToEnrol pictures it needs to enrol a face
/// @param faces faces enrolled
/// @param functions one digit per function: finger, face, user picture …; empty when not told
/// @param more whatever newer firmware adds
public record InfoLine(
        String firmware,
        Integer users,
        Integer fingerprints,
        Integer records,
        String address,
        Integer fingerAlgorithm,
        Integer faceAlgorithm,
        Integer facesToEnrol,
        Integer faces,
        String functions,
        List<String> more) {

    private static final int KNOWN = 10;

    /// Copies the list, so that the record stays immutable.
    public InfoLine {
        more = List.copyOf(more);
    }

    /// Reads the value of `INFO=`. Never throws.
    public static InfoLine read(String info) {
        List<String> items =
                Arrays.stream(info.split(",", -1)).map(Fields::cleaned).toList();
        return new InfoLine(
                text(items, 0),
                count(items, 1),
                count(items, 2),
                count(items, 3),
                text(items, 4),
                count(items, 5),
                count(items, 6),
                count(items, 7),
                count(items, 8),
                text(items, 9),
                items.size() > KNOWN ? items.subList(KNOWN, items.size()) : List.of());
    }

    private static String text(List<String> items, int place) {
        return place < items.size() ? items.get(place) : "";
    }

    private static Integer count(List<String> items, int place) {
        int number = Ascii.number(text(items, place));
        return number < 0 ? null : number;
    }
}
