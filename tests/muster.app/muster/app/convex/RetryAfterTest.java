// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a busy backend asks to be left alone.
final class RetryAfterTest {

    private static final InstantSource NINE = InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z"));

    private static Optional<Duration> wished(String header) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(header)), (_, _) -> true);
        ConvexAnswer answer = new ConvexAnswer("the backend", 429, headers, new byte[0]);
        return assertThrows(ConvexProblem.class, () -> answer.object(NINE)).retryAfter();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "7, 7", "120, 120", "999999999, 3600", "'Fri, 20 Nov 2026 09:00:30 GMT', 30",
        "'Fri, 20 Nov 2026 08:00:00 GMT', 0",
    })
    void howLongItAsksToBeLeftAloneIsTold(String header, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), wished(header));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "''", "1.5", "99999999999999999999"})
    void anythingElseThereIsAsGoodAsNothing(String header) {
        assertEquals(Optional.empty(), wished(header));
    }
}
