// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who has a session with a terminal; as a rule there is room for one (zk-pull.md section 3.3). Thread-safe.
final class Seats {

    /// A client that just hung up may be seen to be gone only after the next one has come.
    private static final Duration GRACE = Duration.ofMillis(500);

    /// By UDP nobody is seen to be gone; so long a silence is taken for it when another one comes.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Manners.SecondClient second;
    private final Counters counters;
    private final InstantSource clock;
    private final Set<Client> seated = new LinkedHashSet<>();

    Seats(Manners.SecondClient second, Counters counters, InstantSource clock) {
        this.second = second;
        this.counters = counters;
        this.clock = clock;
    }

    /// Lets a client in that wants a session.
    ///
    /// @return false when there is no room for it
    synchronized boolean admit(Client client) throws InterruptedException {
        switch (second) {
            case SHARE -> {}
            case REPLACE -> seated().forEach(Client::drop);
            case REFUSE, IGNORE -> makeRoom();
        }
        if (second != Manners.SecondClient.SHARE && !seated.isEmpty()) {
            counters.count(Counters.Count.TURNED_AWAY);
            return false;
        }
        return seated.add(client);
    }

    private void makeRoom() throws InterruptedException {
        if (!seated.isEmpty()) {
            wait(GRACE.toMillis());
        }
        Instant since = clock.instant().minus(SILENCE);
        seated().stream().filter(client -> client.silent(since)).forEach(Client::lost);
    }

    synchronized void leave(Client client) {
        if (seated.remove(client)) {
            notifyAll();
        }
    }

    /// All of them.
    synchronized List<Client> seated() {
        return List.copyOf(seated);
    }
}
