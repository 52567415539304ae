// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP answer, read from a socket byte by byte. Immutable.
///
/// @param headers by name in any case
record Answer(int status, Map<String, String> headers, String body) {

    /// Reads one answer and not a byte more, so that another can follow on the connection.
    ///
    /// @throws EOFException if the connection ends inside it
    static Answer read(InputStream in) throws IOException {
        String first = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(first.split(" ")[1]);
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended inside an answer, behind \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
