// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import muster.zk.http.BadRequest.Kind;

/// Takes the body of one request off the stream.
final class BodyReader {

    // Room for the number and an extension; nobody sends more.
    private static final Limits CHUNK_LINE = new Limits(256, 1, 1, 1, 1);

    private final Intake in;
    private final Limits limits;
    private final BodyBytes body;

    BodyReader(Intake in, Limits limits, BodyBytes body) {
        this.in = in;
        this.limits = limits;
        this.body = body;
    }

    /// @param photo whether a body cut off is lost even if its last byte looks like a line's end
    /// @throws BadRequest when the body is over its limit, or is cut off inside a line
    byte[] read(Framing framing, boolean photo) throws IOException, BadRequest {
        boolean whole = switch (framing.end()) {
            case NONE -> true;
            case LENGTH -> body.take(in, framing.length());
            case CHUNKED -> chunks();
            case OPEN -> {
                body.takeAll(in);
                yield true;
            }
        };
        // A body cut between two lines holds whole records: taking them loses nothing, and what was
        // behind them is either not there or comes again (zk-push.md section 3.2, sample 062).
        if (!whole && (photo || !body.endsLine())) {
            throw new BadRequest(Kind.CUT_OFF,
                    "The connection ended inside the body; nothing of it was kept, send it again.");
        }
        return body.toArray();
    }

    private boolean chunks() throws IOException, BadRequest {
        for (String line = chunkLine(); line != null; line = chunkLine()) {
            long size = chunkSize(line);
            if (size == 0) {
                trailers();
                return true;
            }
            if (!body.take(in, size)) {
                return false;
            }
            String end = chunkLine();
            if (end != null && !end.isEmpty()) {
                throw new BadRequest(Kind.MALFORMED, "A chunk of the body is longer than it says.");
            }
        }
        return false;
    }

    private String chunkLine() throws IOException, BadRequest {
        try {
            return new HeadLines(in, CHUNK_LINE).line();
        } catch (BadRequest longOrBinary) {
            throw noSize();
        }
    }

    private static long chunkSize(String line) throws BadRequest {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        try {
            if (!digits.isEmpty() && Character.digit(digits.charAt(0), 16) >= 0) {
                return Long.parseLong(digits, 16);
            }
        } catch (NumberFormatException notHex) {
            // answered below like every other thing that is no size
        }
        throw noSize();
    }

    private static BadRequest noSize() {
        return new BadRequest(Kind.MALFORMED, "The size of a chunk is not a number.");
    }

    // Trailers say nothing a terminal's server needs; the body is whole without them, too.
    private void trailers() throws IOException, BadRequest {
        new HeadLines(in, limits).block();
    }
}
