// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Reads `Retry-After`: seconds, or a date as RFC 9110 section 5.6.7 has it.
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /// How long to leave the target alone: nothing to a day; null when it says nothing that can be read.
    static Duration of(HttpHeaders headers, InstantSource clock) {
        String wanted = headers.firstValue("Retry-After").orElse("").strip();
        if (wanted.isEmpty()) {
            return null;
        }
        try {
            Duration rest = wanted.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(wanted))
                    : Duration.between(clock.instant(), ZonedDateTime.parse(wanted,
                            DateTimeFormatter.RFC_1123_DATE_TIME));
            return rest.isNegative() ? Duration.ZERO : rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
