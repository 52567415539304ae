// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import muster.model.Entry;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Punch;

/// The stable id of a record: the same after every crash, for every sink, and on every machine that has the record.
final class RecordId {

    private static final int BYTES = 16;

    private RecordId() {}

    /// The first 16 bytes of a SHA-256, in hexadecimal: of a punch's natural key and event, of any other fact's JSON.
    static String of(Entry entry) {
        return entry.fact() instanceof Punch punch
                ? hash("punch", punch.terminal(), punch.pin(), LocalTimes.text(punch.localTime()),
                        Integer.toString(punch.state()), Integer.toString(punch.verifyMode()),
                        punch.checkIn() == null ? "" : punch.checkIn().event())
                : hash(entry.fact().kind(), Json.text(entry.fact()));
    }

    private static String hash(String... parts) {
        try {
            byte[] bytes = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
