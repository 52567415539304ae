// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import muster.journal.Journal;

/// The journal as streams of events (Server-Sent Events, HTML standard section 9.2). Thread-safe.
final class StreamResource {

    /// Every kind of fact.
    static final List<String> KINDS = List.of("punch", "quarantine", "contact", "terminal", "branch", "person",
            "command", "operation", "fetch", "clock", "gathering", "registration", "presence", "scanner", "sink",
            "dead_letter", "alert", "silence", "component", "access", "erasure", "forgotten", "notice");

    private final Journal journal;
    private final Frames devices;
    private final Frames everything;
    private final Streams streams;
    private final Duration keepalive;
    private final String version;
    private final InstantSource clock;

    StreamResource(Journal journal, StreamForms forms, Streams streams, ApiSettings settings, InstantSource clock) {
        this.journal = journal;
        this.devices = new Frames(journal, forms::devices);
        this.everything = new Frames(journal, forms::everything);
        this.streams = streams;
        this.keepalive = settings.keepalive();
        this.version = settings.version();
        this.clock = clock;
    }

    void devices(Exchange exchange) throws Rejection, IOException {
        Parameters parameters = exchange.parameters("terminal", "after");
        run(exchange, devices, new StreamFilter(parameters.text("terminal"), Set.of()), parameters);
    }

    void everything(Exchange exchange) throws Rejection, IOException {
        Parameters parameters = exchange.parameters("terminal", "kinds", "after");
        run(exchange, everything, new StreamFilter(parameters.text("terminal"), kinds(parameters)), parameters);
    }

    private static Set<String> kinds(Parameters parameters) throws Rejection {
        String text = parameters.text("kinds");
        Set<String> kinds = text == null ? Set.of() : Set.copyOf(List.of(text.split(",")));
        if (!KINDS.containsAll(kinds) || text != null && kinds.isEmpty()) {
            throw Rejection.invalid("kinds must be some of " + String.join(", ", KINDS)
                    + " with commas between, not \"" + text + "\"");
        }
        return kinds;
    }

    private void run(Exchange exchange, Frames frames, StreamFilter filter, Parameters parameters)
            throws Rejection, IOException {
        long start = start(exchange, parameters);
        if (exchange.headOnly()) {
            exchange.stream();
            return;
        }
        Thread.currentThread().setName("stream");
        // the id makes "now" a number: a client that loses the connection before the first entry misses none
        String greeting = "retry: 2000\n: muster " + version + "\nid: " + start + "\n\n";
        streams.run(new StreamClient(exchange, journal, frames, filter, start, keepalive, clock), greeting);
    }

    /// A browser that comes back repeats the address with its `after` and tells its position in the header,
    /// so the header counts. A position from before a restored backup lies beyond the head: it is moved there.
    private long start(Exchange exchange, Parameters parameters) throws Rejection {
        Long after = parameters.place("after");
        String last = exchange.header("Last-Event-ID");
        long head = journal.head();
        if (last != null && last.matches("[0-9]{1,18}")) {
            return Math.min(Long.parseLong(last), head);
        }
        return after == null ? head : Math.min(after, head);
    }
}
