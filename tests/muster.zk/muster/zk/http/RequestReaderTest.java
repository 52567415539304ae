// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static muster.zk.http.Wire.read;
import static muster.zk.http.Wire.reader;
import static muster.zk.http.Wire.refusal;
import static muster.zk.http.Wire.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import muster.zk.http.BadRequest.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of zk-push.md section 3.2 but for bodies, which are in [BodyTest].
final class RequestReaderTest {

    @Nested
    final class TheRequestLine {

        @Test
        void givesMethodTargetAndVersion() throws Exception {
            Request request = read("GET /iclock/getrequest?SN=TSTATT000001 HTTP/1.1\r\n\r\n");
            assertEquals("GET", request.method());
            assertEquals("/iclock/getrequest?SN=TSTATT000001", request.target());
            assertEquals("HTTP/1.1", request.version());
            assertEquals(List.of("iclock", "getrequest"), request.path());
        }

        @Test
        void mayHoldRawBlanksInTheTarget() throws Exception {
            Request request = read("GET /iclock/getrequest?SN=T1&INFO=Ver 2.0.12-2012  x,3,2 HTTP/1.1\r\n\r\n");
            assertEquals("Ver 2.0.12-2012  x,3,2", request.query().text("INFO"));
            assertEquals("HTTP/1.1", request.version());
        }

        @Test
        void withoutAVersionIsHttp10() throws Exception {
            Request request = read("GET /iclock/getrequest?SN=T1&INFO=Ver 2.0\r\n\r\n");
            assertEquals("HTTP/1.0", request.version());
            assertEquals("Ver 2.0", request.query().text("INFO"));
        }

        @Test
        void isReadWhateverTheCaseOfMethodAndVersion() throws Exception {
            Request request = read("get /iclock/ping http/1.1\r\n\r\n");
            assertEquals("GET", request.method());
            assertEquals("HTTP/1.1", request.version());
        }

        @Test
        void keepsBytesThatAreNotAscii() throws Exception {
            String target = "/iclock/ping?name=\u00d5\u00c5";
            assertEquals(target, read("GET " + target + " HTTP/1.1\r\n\r\n").target());
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET\r\n\r\n", "GET HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH_9.9\r\n",
            "A/B /x HTTP/1.1\r\n\r\n", "1001\t2026-11-20\r\n\r\n", "AVERYVERYLONGMETHOD /x HTTP/1.1\r\n\r\n",
            "GET /\0 HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n"})
        void thatIsNoneIsRefused(String sent) {
            assertEquals(Kind.MALFORMED, refusal(sent).kind());
            assertEquals(400, refusal(sent).status());
        }

        @Test
        void mayComeBehindBlankLines() throws Exception {
            assertEquals("ping", read("\r\n\n\r\nGET /iclock/ping HTTP/1.1\r\n\r\n").endpoint());
        }
    }

    @Nested
    final class TheHead {

        @Test
        void mayEndItsLinesWithBareLf() throws Exception {
            Request request = read("GET /iclock/ping HTTP/1.1\nHost: 192.0.2.10\nConnection: keep-alive\n\n");
            assertEquals("192.0.2.10", request.headers().value("Host"));
            assertTrue(request.keepAlive());
        }

        @Test
        void mayMixLineEnds() throws Exception {
            Request request = read("GET /iclock/ping HTTP/1.1\r\nHost: a\nX-Note: b\r\r\n\n");
            assertEquals("b", request.headers().value("x-note"));
        }

        @Test
        void mayFoldItsLines() throws Exception {
            Request request = read("GET /iclock/ping HTTP/1.1\r\nX-Note: one\r\n\ttwo\r\n   three\r\nHost: a\r\n\r\n");
            assertEquals("one two three", request.headers().value("X-Note"));
            assertEquals("a", request.headers().value("Host"));
        }

        @Test
        void beginningWithAFoldIsRefused() {
            assertEquals(Kind.MALFORMED, refusal("GET /iclock/ping HTTP/1.1\r\n Host: a\r\n\r\n").kind());
        }

        @Test
        void namesItsFieldsInAnyCase() throws Exception {
            Request request = read("GET /iclock/ping HTTP/1.1\r\nhOST: a\r\nuser-agent: iClock Proxy/1.09\r\n\r\n");
            assertEquals("a", request.headers().value("Host"));
            assertEquals("iClock Proxy/1.09", request.headers().value("User-Agent"));
        }

        @Test
        void needsNoHost() throws Exception {
            assertEquals("ping", read("GET /iclock/ping HTTP/1.1\r\n\r\n").endpoint());
        }

        @Test
        void mayHoldLinesWithoutAColon() throws Exception {
            assertEquals("a", read("GET /iclock/ping HTTP/1.1\r\nnoise\r\nHost: a\r\n\r\n").headers().value("host"));
        }

        @Test
        void mayHaveAHundredLinesButNotOneMore() throws Exception {
            String hundred = "X: y\r\n".repeat(100);
            assertEquals(100, read("GET / HTTP/1.1\r\n" + hundred + "\r\n").headers().values("X").size());
            assertEquals(431, refusal("GET / HTTP/1.1\r\n" + hundred + "X: y\r\n\r\n").status());
        }

        @Test
        void mayHave16KibButNotOneByteMore() throws Exception {
            String start = "GET / HTTP/1.1\r\nX: ";
            String filled = start + "y".repeat((16 << 10) - start.length() - 4);
            assertEquals("GET", read(filled + "\r\n\r\n").method());
            assertEquals(431, refusal(filled + "y\r\n\r\n").status());
        }

        @Test
        void thatNeverEndsIsRefusedBeforeItsEnd() {
            assertEquals(Kind.HEAD_TOO_LARGE, refusal("GET /" + "a".repeat(20_000)).kind());
        }

        @ParameterizedTest
        @ValueSource(strings = {"G", "GET /iclock/ping", "GET /iclock/ping HTTP/1.1\r\n",
            "GET /iclock/ping HTTP/1.1\r\nHost: a"})
        void cutOffIsRefused(String sent) {
            assertEquals(400, refusal(sent).status());
        }
    }

    @Nested
    final class TheConnection {

        @ParameterizedTest
        @ValueSource(strings = {"", "Connection: close\r\n", "Connection: starting\r\n",
            "Connection: keep-alive, close\r\n"})
        void endsUnlessTheTerminalAsksToKeepIt(String header) throws Exception {
            assertFalse(read("GET /iclock/ping HTTP/1.1\r\n" + header + "\r\n").keepAlive());
        }

        @ParameterizedTest
        @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0", ""})
        void isKeptForWhoeverAsks(String version) throws Exception {
            assertTrue(read("GET /iclock/ping " + version + "\r\nConnection: Keep-Alive\r\n\r\n").keepAlive());
        }

        @Test
        void withNothingOnItIsNoRequest() throws Exception {
            assertNull(read(""));
            assertNull(read("\r\n\r\n"));
        }

        @Test
        void carriesRequestsOneBehindTheOther() throws Exception {
            RequestReader reader = reader(upload("Connection: keep-alive\r\nContent-Length: 2\r\n", "1\n")
                    + "GET /iclock/getrequest?SN=T1 HTTP/1.1\r\n\r\n\r\nGET /iclock/ping HTTP/1.1\r\n\r\n");
            assertEquals("1\n", Wire.text(reader.read().body()));
            assertEquals("getrequest", reader.read().endpoint());
            assertEquals("ping", reader.read().endpoint());
            assertNull(reader.read());
        }

        @Test
        void thatBeginsWithATlsHelloIsNamedSo() {
            BadRequest hello = refusal("\u0016\u0003\u0001\u0000\u0035");
            assertEquals(Kind.TLS_HELLO, hello.kind());
            assertEquals(0, hello.status());
        }

        @ParameterizedTest
        @ValueSource(strings = {"0\t\n", "\t0\t0\n", "USER PIN=1\tName=x\r\n\r\n", "ATTLOG",
            "OK /iclock HTTP/1.1\r\n\r\n", "GET x HTTP/1.1\r\n\r\n"})
        void isOverWhenTheRestOfABodyFollowsARequest(String rest) throws Exception {
            RequestReader reader = reader(upload("Connection: keep-alive\r\nContent-Length: 2\r\n", "1\n") + rest);
            assertEquals("1\n", Wire.text(reader.read().body()));
            BadRequest leftover = refusal(reader);
            assertEquals(Kind.LEFTOVER, leftover.kind());
            assertEquals(0, leftover.status());
        }
    }

    @Nested
    final class TheTarget {

        @ParameterizedTest
        @ValueSource(strings = {"/iclock/cdata", "//iclock/cdata", "/iclock//cdata", "/iclock/cdata/",
            "/iclock/cdata.aspx", "/iclock/cdata.php", "/iclock/cdata.ashx", "/iclock/cdata.fcgi", "/iclock/CDATA",
            "/ICLOCK/cData.ASPX", "http://192.0.2.10:8081/iclock/cdata", "HTTPS://192.0.2.10/iclock/cdata",
            "/ iclock /cdata ", "/iclock/%63data"})
        void leadsToTheSameEndpoint(String path) throws Exception {
            Request request = read("GET " + path + "?SN=TSTATT000001 HTTP/1.1\r\n\r\n");
            assertEquals("cdata", request.endpoint());
            assertEquals("", request.prefix());
            assertEquals("TSTATT000001", request.query().text("sn"));
        }

        @Test
        void mayBeNothingButASlashOrAHost() throws Exception {
            assertEquals("", read("GET / HTTP/1.1\r\n\r\n").endpoint());
            assertEquals("T1", read("GET http://192.0.2.10?SN=T1 HTTP/1.1\r\n\r\n").query().text("SN"));
        }
    }
}
