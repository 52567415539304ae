// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a request ends is for nobody to guess.
class BodyEndTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                | true",
        "L:0             | true",
        "L:5             | true",
        "T:chunked       | true",
        "T:Chunked       | true",
        "L:+5            | false",
        "L:-5            | false",
        "L:0x5           | false",
        "L:5, 5          | false",
        "L:5;L:5         | false",
        "L:5;T:chunked   | false",
        "T:gzip, chunked | false",
        "T:identity      | false",
        "T:chunked;T:x   | false",
        "L:9999999999999999999 | false",
    })
    void isClearOrIsNot(String lines, boolean clear) {
        Headers headers = new Headers();
        for (String line : lines == null ? new String[0] : lines.split(";")) {
            headers.add(line.startsWith("L") ? "Content-Length" : "Transfer-Encoding", line.substring(2));
        }
        assertEquals(clear, BodyEnd.isClear(headers));
    }
}
