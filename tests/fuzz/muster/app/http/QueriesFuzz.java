// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import muster.fuzz.Claim;
import muster.fuzz.Input;
import muster.model.Source;

/// Parameters of the operators' API: the input is what follows the `?` of an address the server took.
public final class QueriesFuzz {

    private static final List<String> KNOWN = List.of("terminal", "from", "to", "cursor", "limit", "source", "order");

    private QueriesFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String raw;
        try {
            raw = new URI("/api/punches?" + new Input(bytes).text()).getRawQuery();
        } catch (URISyntaxException refusedByTheServer) {
            return;
        }
        try {
            Parameters parameters = Parameters.read(raw, KNOWN);
            Long place = parameters.place("cursor");
            Claim.that(place == null || place >= 0, "a place before the first");
            int limit = parameters.number("limit", 1, 10_000, 100);
            Claim.that(limit >= 1 && limit <= 10_000, "a limit beyond the limit");
            parameters.from("from");
            parameters.to("to");
            parameters.word("source", Source.class);
            parameters.choice("order", List.of("asc", "desc"), "asc");
        } catch (Rejection expected) {
            Claim.told(expected);
        }
    }
}
