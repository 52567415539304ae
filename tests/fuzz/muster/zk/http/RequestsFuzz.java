// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// The near-HTTP of the terminals' door: the input is the stream of one connection. However it arrives, the same
/// requests are read and the same is wrong with it; no body and no head is larger than the limits allow.
public final class RequestsFuzz {

    private static final Limits SMALL = new Limits(600, 12, 300, 200, 400);

    private RequestsFuzz() {}

    public static void fuzzerTestOneInput(byte[] stream) throws IOException {
        Limits limits = stream.length % 3 == 0 ? SMALL : Limits.STANDARD;
        List<Object> whole = read(new ByteArrayInputStream(stream), limits, stream.length);
        Claim.same(whole, read(new Input(stream).pieces(stream), limits, stream.length), "whole and in pieces");
    }

    private static List<Object> read(InputStream in, Limits limits, int length) throws IOException {
        RequestReader reader = new RequestReader(in, limits);
        List<Object> found = new ArrayList<>();
        try {
            for (Request request = reader.read(); request != null; request = reader.read()) {
                found.add(request);
                Claim.that(request.body().length <= limits.any(), "a body over every limit");
                Claim.that(request.target().length() <= limits.head(), "a target over the limit");
                shown(request);
            }
        } catch (BadRequest bad) {
            Claim.told(bad);
            Claim.that(bad.status() == 0 || bad.status() >= 400, "status " + bad.status());
            found.add(bad.kind());
        }
        Claim.that(found.size() <= length / 6 + 1, "more requests than fit into the bytes");
        return found;
    }

    /// What is done with every request before anybody knows whose it is.
    private static void shown(Request request) {
        String line = request.toString();
        Claim.that(line.chars().noneMatch(c -> c < 0x20 || c > 0x7E), "not fit for a log: " + line);
        request.prefix();
        request.serves(java.util.Set.of("iclock"));
        request.query().keys().forEach(key -> Claim.that(request.query().text(key) != null, "a key without value"));
        Query.form(request.body());
    }
}
