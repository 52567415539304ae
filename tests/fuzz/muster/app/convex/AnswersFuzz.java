// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// What a backend answers: status, a header's value, NUL, and the body. A list, or a problem told in words.
public final class AnswersFuzz {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T02:30:10Z"));

    private AnswersFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int status = input.one(200, 200, 200, 200, 302, 401, 404, 407, 429, 500, 503, 204);
        String header = input.text();
        HttpHeaders headers = HttpHeaders.of(
                Map.of("Retry-After", List.of(header), "Location", List.of(header)), (name, value) -> true);
        try {
            JsonObject answer = new ConvexAnswer("the backend", status, headers, input.rest()).object(CLOCK);
            problem(() -> ConvexLists.events("the backend", answer));
            problem(() -> ConvexLists.people("the backend", answer));
        } catch (ConvexProblem expected) {
            told(expected);
        }
    }

    private interface Reading {
        List<?> read() throws ConvexProblem;
    }

    private static void problem(Reading reading) {
        try {
            Claim.that(reading.read() != null, "no list");
        } catch (ConvexProblem expected) {
            told(expected);
        }
    }

    private static void told(ConvexProblem problem) {
        Claim.told(problem);
        Claim.that(!problem.hint().isBlank(), "no hint");
        problem.retryAfter().ifPresent(rest -> Claim.that(!rest.isNegative(), "rest of " + rest));
    }
}
