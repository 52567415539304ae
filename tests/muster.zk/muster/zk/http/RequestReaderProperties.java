// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class RequestReaderProperties {

    private static final Limits LIMITS = new Limits(600, 12, 300, 200, 400);

    // Blank lines, head and trailers each up to the limit of a head; every byte of a body may be a chunk
    // of its own with a line of 256 bytes and its end.
    private static final int MOST_TAKEN = 3 * 600 + 400 * 600;

    /// What a request is made of, in any order and mixed with any bytes.
    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> pieces = Arbitraries.of("GET ", "POST ", "/iclock/cdata?SN=T1", "&table=ATTLOG", " HTTP/1.1",
                "\r\n", "\n", "\r\n\r\n", "Content-Length: ", "5", "400", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n",
                "a\r\n", "Connection: keep-alive\r\n", "Expect: 100-continue\r\n", ":", " ", "\t", "%", "?", "\u0016");
        Arbitrary<String> bytes = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(12);
        return Arbitraries.frequencyOf(Tuple.of(4, pieces), Tuple.of(1, bytes))
                .list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Property(tries = 3000)
    void anyBytesAreRequestsOrTheEndOrABadRequest(@ForAll("noise") String sent) throws IOException {
        RequestReader reader = new RequestReader(new ByteArrayInputStream(Wire.bytes(sent)), LIMITS);
        int requests = 0;
        try {
            for (Request request = reader.read(); request != null; request = reader.read()) {
                requests++;
                assertTrue(request.body().length <= 400);
                assertTrue(request.target().length() <= 600);
            }
        } catch (BadRequest bad) {
            assertTrue(bad.status() == 0 || bad.status() >= 400);
        }
        assertTrue(requests <= sent.length() / 6, "more requests than fit into the bytes");
    }

    @Property(tries = 1000)
    void aPeerThatNeverStopsIsStopped(@ForAll("noise") String start, @ForAll("noise") String over) throws IOException {
        Endless in = new Endless(Wire.bytes(start), Wire.bytes(over.isEmpty() ? "x" : over));
        RequestReader reader = new RequestReader(in, LIMITS);
        try {
            Request request = reader.read();
            assertTrue(request.body().length <= 400);
        } catch (BadRequest bad) {
            assertTrue(bad.status() == 0 || bad.status() >= 400);
        }
        assertTrue(in.taken <= MOST_TAKEN, in.taken + " bytes taken for one request");
    }

    @Property(tries = 1000)
    void aRequestIsTheSameHoweverItsBytesArrive(@ForAll("uploads") Upload upload, @ForAll long seed) throws Exception {
        Request whole = Wire.read(upload.sent());
        assertEquals(upload.body(), Wire.text(whole.body()));
        assertEquals(whole, new RequestReader(new InPieces(Wire.bytes(upload.sent()), seed), Limits.STANDARD).read());
    }

    @Property(tries = 300)
    void requestsOnOneConnectionAreThoseOnTheirOwn(@ForAll("connection") List<Upload> uploads) throws Exception {
        StringBuilder sent = new StringBuilder();
        uploads.forEach(upload -> sent.append(upload.sent()));
        RequestReader reader = Wire.reader(sent.toString());
        List<Request> alone = new ArrayList<>();
        List<Request> together = new ArrayList<>();
        for (Upload upload : uploads) {
            alone.add(Wire.read(upload.sent()));
            together.add(reader.read());
        }
        assertEquals(alone, together);
        assertNull(reader.read());
    }

    record Upload(String sent, String body) {}

    @Provide
    Arbitrary<Upload> uploads() {
        Arbitrary<String> ends = Arbitraries.of("\r\n", "\n");
        Arbitrary<String> bodies = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(5000);
        Arbitrary<String> targets = Arbitraries.of("/iclock/cdata?SN=T1&table=ATTLOG", "//iclock/cdata?table= tgz");
        return Combinators.combine(targets, ends, bodies, Arbitraries.integers().between(0, 700))
                .as(RequestReaderProperties::upload);
    }

    @Provide
    Arbitrary<List<Upload>> connection() {
        return uploads().list().ofMinSize(1).ofMaxSize(6);
    }

    private static Upload upload(String target, String end, String body, int chunk) {
        String head = "POST " + target + " HTTP/1.1" + end + "Connection: keep-alive" + end;
        if (chunk == 0) {
            return new Upload(head + "Content-Length: " + body.length() + end + end + body, body);
        }
        StringBuilder sent = new StringBuilder(head + "Transfer-Encoding: chunked" + end + end);
        for (int at = 0; at < body.length(); at += chunk) {
            String part = body.substring(at, Math.min(at + chunk, body.length()));
            sent.append(Integer.toHexString(part.length())).append(end).append(part).append(end);
        }
        return new Upload(sent + "0" + end + end, body);
    }

    /// Bytes, and then the same others for ever.
    private static final class Endless extends InputStream {

        private final byte[] start;
        private final byte[] over;
        private int taken;

        Endless(byte[] start, byte[] over) {
            this.start = start;
            this.over = over;
        }

        @Override
        public int read() {
            int at = taken++;
            return (at < start.length ? start[at] : over[(at - start.length) % over.length]) & 0xFF;
        }
    }

    /// Bytes that arrive in pieces of any size.
    private static final class InPieces extends InputStream {

        private final ByteArrayInputStream in;
        private final Random random;

        InPieces(byte[] bytes, long seed) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = new Random(seed);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] to, int from, int length) {
            return in.read(to, from, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 900)));
        }
    }
}
