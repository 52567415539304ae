// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.Locale;
import java.util.Set;

/// How large a request may be, in bytes (zk-push.md section 3.2). Immutable.
///
/// @param head request line and headers together, also the trailers of a chunked body
/// @param headLines the most header lines
/// @param text a body of text lines: `ATTLOG`, `OPERLOG`, results, options; also one sent to an
///     endpoint nobody knows
/// @param photo a body with one photo
/// @param any every other upload: templates, tables of access controllers, packed data
public record Limits(int head, int headLines, int text, int photo, int any) {

    private static final int MIB = 1 << 20;

    /// 16 KiB and 100 lines of head; 4 MiB of text, 2 MiB of photo, 16 MiB of anything.
    public static final Limits STANDARD = new Limits(16 << 10, 100, 4 * MIB, 2 * MIB, 16 * MIB);

    private static final Set<String> TEXT_TABLES =
            Set.of("", "attlog", "operlog", "options", "errorlog", "idcard", "rtlog", "rtstate");

    /// Checks that every limit is positive.
    ///
    /// @throws IllegalArgumentException if one is not
    public Limits {
        if (head < 1 || headLines < 1 || text < 1 || photo < 1 || any < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /// The largest body allowed.
    ///
    /// @param endpoint as [Request#endpoint()] gives it
    /// @param table the query's `table`, in any case; null or empty when there is none
    public int body(String endpoint, String table) {
        if (isPhoto(endpoint, table)) {
            return photo;
        }
        String name = table == null ? "" : table.strip().toLowerCase(Locale.ROOT);
        boolean upload = endpoint.equals("querydata") || endpoint.equals("cdata") && !TEXT_TABLES.contains(name);
        return upload ? any : text;
    }

    /// Whether a body is one photo, so that its last byte says nothing about its being whole.
    boolean isPhoto(String endpoint, String table) {
        return endpoint.equals("fdata") || table != null && table.strip().equalsIgnoreCase("attphoto");
    }
}
