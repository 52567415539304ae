// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Sessions of the tests: with a clock that stands, and with long patience where an answer is to come and short
/// where none will.
final class Sessions {

    static final Instant NOW = Instant.parse("2026-11-20T08:05:10Z");
    static final InstantSource TIME = InstantSource.fixed(NOW);

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    /// Patient everywhere.
    static final PullTimes PATIENT = new PullTimes(LONG, LONG, LONG, LONG, SHORT, LONG, LONG, LONG);

    /// Gives up quickly. Over UDP it asks again after a quarter of each.
    static final PullTimes HASTY = new PullTimes(
            LONG, SHORT.multipliedBy(4), SHORT.multipliedBy(2), SHORT, SHORT, SHORT, LONG, LONG);

    private Sessions() {}

    static PullSettings settings(FakeTerminal terminal) {
        return settings(terminal, PATIENT);
    }

    static PullSettings settings(FakeTerminal terminal, PullTimes times) {
        return settings(terminal, Transport.AUTO, times, PullSizes.STANDARD, Quirks.NONE);
    }

    static PullSettings settings(FakeTerminal terminal, Quirks quirks) {
        return settings(terminal, Transport.AUTO, PATIENT, PullSizes.STANDARD, quirks);
    }

    static PullSettings settings(
            FakeTerminal terminal, Transport transport, PullTimes times, PullSizes sizes, Quirks quirks) {
        return new PullSettings("127.0.0.1", terminal.port(), transport, 0, times, sizes, quirks);
    }

    static PullSession open(FakeTerminal terminal) throws ProtocolException, InterruptedException {
        return open(settings(terminal));
    }

    static PullSession hasty(FakeTerminal terminal) throws ProtocolException, InterruptedException {
        return open(settings(terminal, HASTY));
    }

    static PullSession open(PullSettings settings) throws ProtocolException, InterruptedException {
        return PullSession.open(settings, TIME);
    }
}
