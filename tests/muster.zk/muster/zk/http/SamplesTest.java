// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import muster.zk.http.BadRequest.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What terminals send, as `tests/samples/push/INDEX.tsv` describes it, through the reader.
final class SamplesTest {

    private static final Set<String> SERVICE_WORDS = Set.of("iclock", "aclock");

    static List<String> requests() {
        return Samples.names(".req").stream().filter(name -> !name.startsWith("125-")).toList();
    }

    /// Those whose body has its declared length and no chunks.
    static List<String> uploads() {
        return requests().stream()
                .filter(name -> !name.startsWith("060-") && !name.startsWith("063-"))
                .filter(name -> Wire.text(Samples.bytes(name)).startsWith("POST "))
                .toList();
    }

    private static RequestReader reader(String file) {
        return new RequestReader(new ByteArrayInputStream(Samples.bytes(file)), Limits.STANDARD);
    }

    private static Request read(String file) throws IOException, BadRequest {
        return reader(Samples.names(".req").stream().filter(name -> name.startsWith(file)).findFirst().orElseThrow())
                .read();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everySampleIsARequestOfATerminal(String file) throws Exception {
        Request request = reader(file).read();
        assertNotNull(request.query().text("SN"));
        assertTrue(request.serves(SERVICE_WORDS));
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void everyBodyIsWhatStandsBehindTheHead(String file) throws Exception {
        String sample = Wire.text(Samples.bytes(file));
        int head = sample.indexOf("\r\n\r\n");
        assertEquals(sample.substring(head + 4), Wire.text(reader(file).read().body()));
    }

    @ParameterizedTest
    @CsvSource({
        "010, cdata, ''",
        "013, cdata, ''",
        "014, cdata, site7/9f2c51",
        "019, cdata, ''",
        "090, fdata, ''",
        "100, getrequest, ''",
        "108, getrequest, ''",
        "118, ping, ''",
        "122, adv1.jpg, ''",
        "141, registry, ''",
        "152, cdata, ''"
    })
    void theEndpointIsFound(String file, String endpoint, String secret) throws Exception {
        Request request = read(file);
        assertEquals(endpoint, request.endpoint());
        assertEquals(secret, request.prefix(SERVICE_WORDS));
    }

    @Test
    void theBrokenRequestLineOfTheOemClockIsRead() throws Exception {
        Request request = read("046");
        assertEquals("ATTLOG", request.query().text("table"));
        assertEquals("2026-11-20T08:04:00", request.query().text("Stamp"));
    }

    @Test
    void aRawAndAnEscapedBlankAreTheSame() throws Exception {
        String info = "Ver 2.0.12-20120625,3,2,0,192.0.2.77,10,7,15,11,0";
        assertEquals(info, read("102").query().text("INFO"));
        assertEquals(info, read("103").query().text("INFO"));
    }

    @Test
    void aLowerCaseSerialAndACapitalTableAreFound() throws Exception {
        assertEquals("TSTATT000001", read("018").query().text("SN"));
        assertEquals("ATTLOG", read("056").query().text("table"));
    }

    @Test
    void chunksArePutTogether() throws Exception {
        assertEquals("1015\t2026-11-20 08:16:00\t0\t15\t0\t0\t0\t0\t0\t0\t\n", Wire.text(read("060").body()));
    }

    @Test
    void whoWaitsFor100IsAnsweredFirst() throws Exception {
        ByteArrayOutputStream interim = new ByteArrayOutputStream();
        byte[] sample = Samples.bytes("061-attlog-expect100.req");
        new RequestReader(new ByteArrayInputStream(sample), interim, Limits.STANDARD).read();
        assertEquals(Wire.text(Samples.bytes("061-attlog-expect100.rsp")), interim.toString());
    }

    @Test
    void aLengthTooShortIsUsedAndTheRestIsNoRequest() throws Exception {
        RequestReader reader = reader("063-attlog-length-too-short.req");
        assertEquals(39, reader.read().body().length);
        assertEquals(Kind.LEFTOVER, Wire.refusal(reader).kind());
    }

    @Test
    void twoPollsOnOneConnectionAreTwoRequests() throws Exception {
        RequestReader reader = reader("105-getrequest-pipelined.req");
        assertTrue(reader.read().keepAlive());
        assertFalse(reader.read().keepAlive());
        assertNull(reader.read());
    }

    @Test
    void theFoldedHeaderAndTheBareLineEndsAreRead() throws Exception {
        assertEquals("one two", read("106").headers().value("X-Note"));
        assertEquals("close", read("107").headers().value("connection"));
    }

    @Test
    void aTlsHelloIsRecognised() {
        assertEquals(Kind.TLS_HELLO, Wire.refusal(reader("125-tls-hello-on-plain-port.req")).kind());
    }
}
