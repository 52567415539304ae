// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` of replies (RFC 9110 section 5.6.7), written once a second for all connections. Thread-safe.
final class DateField {

    // RFC_1123_DATE_TIME of the JDK writes the first nine days of a month with one digit, HTTP wants two.
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Written(long second, String text) {}

    private final InstantSource time;
    private volatile Written last = new Written(Long.MIN_VALUE, "");

    DateField(InstantSource time) {
        this.time = time;
    }

    /// The present second.
    String text() {
        Instant now = time.instant();
        Written written = last;
        if (written.second() != now.getEpochSecond()) {
            written = new Written(now.getEpochSecond(), FORMAT.format(now));
            last = written;
        }
        return written.text();
    }
}
