// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assertions;

/// Bytes as a terminal sends them, one character per byte, and what the reader makes of them when the
/// terminal closes its side behind them.
final class Wire {

    /// A record of one punch, as most tests send it.
    static final String PUNCH = "1001\t2026-11-20 08:00:00\t0\t15\t0\t0\t0\t0\t0\t0\t\n";

    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// An upload of one table with these further header lines.
    static String upload(String headers, String body) {
        return "POST /iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999 HTTP/1.1\r\n" + headers + "\r\n" + body;
    }

    /// An upload as most terminals make it.
    static String upload(String body) {
        return upload("Content-Length: " + body.length() + "\r\n", body);
    }

    static RequestReader reader(String sent) {
        return new RequestReader(new ByteArrayInputStream(bytes(sent)), Limits.STANDARD);
    }

    static Request read(String sent) throws IOException, BadRequest {
        return reader(sent).read();
    }

    static String body(String sent) throws IOException, BadRequest {
        return text(read(sent).body());
    }

    /// What is wrong with the first request sent.
    static BadRequest refusal(String sent) {
        return refusal(reader(sent));
    }

    static BadRequest refusal(RequestReader reader) {
        return Assertions.assertThrows(BadRequest.class, reader::read);
    }
}
