// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static muster.zk.http.Wire.PUNCH;
import static muster.zk.http.Wire.body;
import static muster.zk.http.Wire.bytes;
import static muster.zk.http.Wire.read;
import static muster.zk.http.Wire.refusal;
import static muster.zk.http.Wire.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Locale;
import muster.zk.http.BadRequest.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a body ends: the rows on bodies and sizes of zk-push.md section 3.2.
final class BodyTest {

    private static final Limits SMALL = new Limits(1 << 10, 10, 100, 50, 200);

    @Nested
    final class WithAContentLength {

        @Test
        void isThatLong() throws Exception {
            assertEquals(PUNCH, body(upload(PUNCH)));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2047, 2048, 2049, 8191, 8192, 8193, 100_000, 4 << 20})
        void isWholeWhateverItsSize(int size) throws Exception {
            String lines = "0123456789abcde\n".repeat(size / 16 + 1).substring(0, size);
            assertEquals(lines, body(upload(lines)));
        }

        @Test
        void mayBelongToAGet() throws Exception {
            assertEquals("ab", body("GET /iclock/ping HTTP/1.1\r\nContent-Length: 2\r\n\r\nab"));
        }

        @Test
        void isNotWhollyThereButEndsALineIsTaken() throws Exception {
            Request request = read(upload("Connection: keep-alive\r\nContent-Length: 64\r\n", PUNCH));
            assertEquals(PUNCH, Wire.text(request.body()));
            assertFalse(request.keepAlive());
        }

        @Test
        void isNotWhollyThereAndCutInsideALineIsNotAcknowledged() {
            BadRequest cut = refusal(upload("Content-Length: 64\r\n", PUNCH + "1002\t2026"));
            assertEquals(Kind.CUT_OFF, cut.kind());
            assertEquals(408, cut.status());
        }

        @Test
        void isNotThereAtAllIsNotAcknowledged() {
            assertEquals(Kind.CUT_OFF, refusal(upload("Content-Length: 64\r\n", "")).kind());
        }

        @Test
        void isAPhotoCutOffIsNotAcknowledgedEvenBehindALineEnd() {
            String photo = "POST /iclock/cdata?SN=T1&table=ATTPHOTO HTTP/1.1\r\nContent-Length: 64\r\n\r\nPIN=1.jpg\n";
            assertEquals(Kind.CUT_OFF, refusal(photo).kind());
            assertEquals(Kind.CUT_OFF, refusal(photo.replace("cdata", "fdata")).kind());
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "+2", "2x", "0x2", "2 2"})
        void thatIsNoNumberIsRefused(String length) {
            assertEquals(400, refusal(upload("Content-Length: " + length + "\r\n", "ab")).status());
        }

        @Test
        void saidTwiceAlikeIsTakenAndSaidTwiceOtherwiseIsRefused() throws Exception {
            assertEquals("ab", body(upload("Content-Length: 2\r\nContent-Length: 2\r\n", "ab")));
            assertEquals("ab", body(upload("Content-Length: 2, 2\r\n", "ab")));
            assertEquals(400, refusal(upload("Content-Length: 2\r\nContent-Length: 1\r\n", "ab")).status());
        }
    }

    @Nested
    final class InChunks {

        @Test
        void isPutTogether() throws Exception {
            assertEquals("abcdefghijklm", body(upload("Transfer-Encoding: chunked\r\n",
                    "3\r\nabc\r\nA;name=value\r\ndefghijklm\r\n0\r\n\r\n")));
        }

        @Test
        void mayEndItsLinesWithBareLfAndNameTheCodingInAnyCase() throws Exception {
            assertEquals("abc", body(upload("transfer-encoding: Chunked\r\n", "03\nabc\n0\n\n")));
        }

        @Test
        void mayHaveTrailersWhichAreDropped() throws Exception {
            RequestReader reader = Wire.reader(upload("Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n",
                    "1\r\na\r\n0\r\nX-Sum: 1\r\nContent-Length: 99\r\n\r\nGET /iclock/ping HTTP/1.1\r\n\r\n"));
            assertEquals("a", Wire.text(reader.read().body()));
            assertEquals("ping", reader.read().endpoint());
        }

        @Test
        void andWithAContentLengthIsRefused() {
            assertEquals(400, refusal(upload("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "abc")).status());
        }

        @Test
        void cutOffBehindALineIsTakenAndInsideOneIsNot() throws Exception {
            String head = "Transfer-Encoding: chunked\r\n";
            assertEquals("1\n", body(upload(head, "2\r\n1\n\r\n")));
            assertEquals("1\n2\n", body(upload(head, "2\r\n1\n\r\n9\r\n2\n")));
            assertEquals(Kind.CUT_OFF, refusal(upload(head, "2\r\n12\r\n")).kind());
            assertEquals(Kind.CUT_OFF, refusal(upload(head, "")).kind());
        }

        @ParameterizedTest
        @ValueSource(strings = {"\r\n", "x\r\n", "-1\r\n", "+1\r\na", "1 1\r\na", "fffffffffffffffff\r\n",
            "1\r\nab\r\n", "\0\r\n"})
        void withASizeThatIsWrongIsRefused(String chunks) {
            assertEquals(400, refusal(upload("Transfer-Encoding: chunked\r\n", chunks)).status());
        }

        @Test
        void withASizeLineThatNeverEndsIsRefused() {
            assertEquals(400, refusal(upload("Transfer-Encoding: chunked\r\n", "1;" + "x".repeat(300))).status());
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "gzip, chunked", "chunked, chunked"})
        void underAnotherCodingIsNotImplemented(String coding) {
            assertEquals(501, refusal(upload("Transfer-Encoding: " + coding + "\r\n", "")).status());
        }

        @Test
        void isNotMeantByIdentity() throws Exception {
            assertEquals("ab", body(upload("Transfer-Encoding: identity\r\nContent-Length: 2\r\n", "ab")));
        }
    }

    @Nested
    final class WithoutALength {

        @Test
        void isReadUntilThePeerClosesItsSide() throws Exception {
            Request request = read(upload("Connection: keep-alive\r\n", PUNCH + PUNCH));
            assertEquals(PUNCH + PUNCH, Wire.text(request.body()));
            assertFalse(request.keepAlive());
        }

        @Test
        void andWithAnEmptyLengthIsTheSame() throws Exception {
            assertEquals(PUNCH, body(upload("Content-Length:\r\n", PUNCH)));
        }

        @Test
        void isNoneOnAGet() throws Exception {
            assertEquals("", body("GET /iclock/ping HTTP/1.1\r\n\r\nabc"));
        }
    }

    @Nested
    final class AskedForWithExpect {

        private final ByteArrayOutputStream interim = new ByteArrayOutputStream();

        private RequestReader reader(String sent, Limits limits) {
            return new RequestReader(new ByteArrayInputStream(bytes(sent)), interim, limits);
        }

        @Test
        void isInvitedAndRead() throws Exception {
            Request request = reader(upload("Expect: 100-Continue\r\nContent-Length: 2\r\n", "1\n"), SMALL).read();
            assertEquals("1\n", Wire.text(request.body()));
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", interim.toString());
        }

        @Test
        void isNotInvitedWhenItIsTooLarge() {
            String sent = upload("Expect: 100-continue\r\nContent-Length: 101\r\n", "");
            assertEquals(413, refusal(reader(sent, SMALL)).status());
            assertEquals("", interim.toString());
        }

        @Test
        void isNotInvitedWhenThereIsNone() throws Exception {
            reader("GET /iclock/ping HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", SMALL).read();
            assertEquals("", interim.toString());
        }
    }

    @Nested
    final class OverItsLimit {

        private BadRequest tooLarge(String target, String headers, String body) {
            String sent = "POST " + target + " HTTP/1.1\r\n" + headers + "\r\n" + body;
            return refusal(new RequestReader(new ByteArrayInputStream(bytes(sent)), SMALL));
        }

        @Test
        void isRefusedOnItsLengthAlone() {
            assertEquals(413, tooLarge("/iclock/cdata?table=ATTLOG", "Content-Length: 101\r\n", "").status());
            assertEquals(413, tooLarge("/iclock/cdata?table=ATTPHOTO", "Content-Length: 51\r\n", "").status());
            assertEquals(413, tooLarge("/iclock/cdata?table=tgz", "Content-Length: 201\r\n", "").status());
            assertEquals(413, tooLarge("/", "Content-Length: 99999999999999999999999\r\n", "").status());
        }

        @Test
        void isRefusedInChunks() {
            String chunk = "32\r\n" + "x".repeat(50) + "\r\n";
            String coding = "Transfer-Encoding: chunked\r\n";
            assertEquals(413, tooLarge("/iclock/cdata", coding, chunk + chunk + "1\r\n").status());
        }

        @Test
        void isRefusedWithoutALength() {
            assertEquals(413, tooLarge("/iclock/cdata", "", "x".repeat(101)).status());
        }

        @Test
        void isTakenRightUpToIt() throws Exception {
            String sent = "POST /iclock/cdata HTTP/1.1\r\n\r\n" + "x".repeat(100);
            assertEquals(100, new RequestReader(new ByteArrayInputStream(bytes(sent)), SMALL).read().body().length);
        }

        @Test
        void isNotPaidForInMemoryBeforeItIsThere() throws Exception {
            BodyRoom room = new BodyRoom(1 << 20);
            String sent = upload("Content-Length: 4000000\r\n", "x".repeat(20_000));
            InputStream in = new ByteArrayInputStream(bytes(sent));
            RequestReader reader = new RequestReader(in, null, Limits.STANDARD, Pace.NONE, room);
            assertEquals(Kind.CUT_OFF, refusal(reader).kind());
            assertTrue(room.free() >= (1 << 20) - 64_000, "took " + ((1 << 20) - room.free()));
            reader.release();
            assertEquals(1 << 20, room.free());
        }

        @Test
        void isRefusedForNowWhenAllTogetherAreTooLarge() throws Exception {
            BodyRoom room = new BodyRoom(50_000);
            String sent = upload("Content-Length: 40000\r\nConnection: keep-alive\r\n", "x".repeat(40_000));
            InputStream in = new ByteArrayInputStream(bytes(sent + sent));
            RequestReader first = new RequestReader(in, null, Limits.STANDARD, Pace.NONE, room);
            assertEquals(40_000, first.read().body().length);
            in = new ByteArrayInputStream(bytes(sent));
            assertEquals(503, refusal(new RequestReader(in, null, Limits.STANDARD, Pace.NONE, room)).status());
            assertEquals(40_000, first.read().body().length);
        }
    }

    @Test
    void everyRefusalIsASentenceWithoutThePeersBytes() {
        for (String sent : new String[] {"zzz\r\n", "GET /zzz\0", upload("Content-Length: zzz\r\n", ""),
            upload("Transfer-Encoding: zzz\r\n", ""), upload("Transfer-Encoding: chunked\r\n", "zzz\r\n")}) {
            String sentence = refusal(sent).getMessage();
            assertTrue(sentence.endsWith(".") && sentence.length() > 20, sentence);
            assertFalse(sentence.toLowerCase(Locale.ROOT).contains("zzz"), sentence);
        }
    }
}
