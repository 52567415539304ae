// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// A stream of server-sent events: the input is its bytes. However they arrive, the same messages come out of it.
public final class StreamsFuzz {

    private StreamsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        SseParser whole = new SseParser();
        whole.feed(ByteBuffer.wrap(bytes));
        SseParser cut = new SseParser();
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + input.chance(7));
            cut.feed(ByteBuffer.wrap(bytes, at, to - at));
            at = to;
        }
        Claim.same(messages(whole), messages(cut), "whole and in pieces");
        Claim.same(whole.retryMillis(), cut.retryMillis(), "the pause");
        Claim.that(whole.retryMillis() >= -1, "a pause that is none");
    }

    private static List<SseParser.Message> messages(SseParser parser) {
        List<SseParser.Message> all = new ArrayList<>();
        for (SseParser.Message next = parser.next(); next != null; next = parser.next()) {
            all.add(next);
        }
        return all;
    }
}
