// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.Map;
import muster.model.DeadLetter;
import muster.model.DeadLetterPage;
import muster.model.Explanation;
import muster.model.Json;
import muster.model.LetterChoice;
import muster.model.LetterCount;
import muster.model.LetterEdit;
import muster.model.ReplayRequest;
import muster.model.SinkDifferences;
import muster.model.SinkList;
import muster.model.SinkStatus;
import muster.model.SinkTrial;
import muster.model.SyncRequest;

/// The sinks of one muster and what they set aside, a method for each endpoint, reached by [Api#sinks()]. Thread-safe.
/// Its calls throw what those of [Api] throw.
public final class Sinks {

    private static final String ALL = "/api/sinks";
    private static final String LETTERS = "/api/deadletters";
    private static final Map<String, String> NOTHING = Map.of();

    private final Wire wire;

    Sinks(Wire wire) {
        this.wire = wire;
    }

    /// How they all are.
    public SinkList list() throws ApiException, InterruptedException {
        return wire.get(ALL, new Query(), SinkList.class);
    }

    /// How one is.
    public SinkStatus one(String name) throws ApiException, InterruptedException {
        return wire.get(path(name), new Query(), SinkStatus.class);
    }

    /// Delivers nothing until it is resumed.
    public SinkStatus pause(String name) throws ApiException, InterruptedException {
        return wire.send("POST", path(name) + "/pause", NOTHING, SinkStatus.class);
    }

    /// Goes on, and tries at once.
    public SinkStatus resume(String name) throws ApiException, InterruptedException {
        return wire.send("POST", path(name) + "/resume", NOTHING, SinkStatus.class);
    }

    /// Tries its target without delivering a record.
    public SinkTrial test(String name) throws ApiException, InterruptedException {
        return wire.send("POST", path(name) + "/test", NOTHING, SinkTrial.class);
    }

    /// Moves its cursor.
    ///
    /// @param forward whether records that were not delivered may be left out
    public SinkStatus replay(String name, long position, boolean forward) throws ApiException, InterruptedException {
        return wire.send("POST", path(name) + "/replay", new ReplayRequest(position, forward), SinkStatus.class);
    }

    /// What delivering records would change.
    ///
    /// @param after the place before the first; null = the sink's own
    /// @param limit 1 to 1000
    public SinkDifferences differences(String name, Long after, int limit) throws ApiException, InterruptedException {
        Query query = new Query().and("after", after).and("limit", limit);
        return wire.get(path(name) + "/diff", query, SinkDifferences.class);
    }

    /// Delivers everything that is there now; [#list()] tells how far it is.
    ///
    /// @param name null = all of them
    public SinkList sync(String name) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/sync", new SyncRequest(name), SinkList.class);
    }

    /// A page of dead letters, oldest first; null for any.
    public DeadLetterPage letters(String sink, String reason, DeadLetter.State state, Long cursor, int limit)
            throws ApiException, InterruptedException {
        Query query = new Query()
                .and("sink", sink)
                .and("reason", reason)
                .and("state", state == null ? null : Json.word(state))
                .and("cursor", cursor)
                .and("limit", limit);
        return wire.get(LETTERS, query, DeadLetterPage.class);
    }

    /// One dead letter.
    public DeadLetter letter(long id) throws ApiException, InterruptedException {
        return wire.get(LETTERS + "/" + id, new Query(), DeadLetter.class);
    }

    /// Delivers a dead letter under another number.
    public DeadLetter edit(long id, String pin) throws ApiException, InterruptedException {
        return wire.send("PATCH", LETTERS + "/" + id, new LetterEdit(pin), DeadLetter.class);
    }

    /// Gives a dead letter up.
    public DeadLetter discard(long id) throws ApiException, InterruptedException {
        return wire.delete(LETTERS + "/" + id, DeadLetter.class);
    }

    /// Gives all up that are open; null for any.
    ///
    /// @return how many
    public int discardAll(String sink, String reason) throws ApiException, InterruptedException {
        return wire.send("POST", LETTERS + "/discard", new LetterChoice(sink, reason), LetterCount.class).letters();
    }

    /// Tries a dead letter again at once.
    public void retry(long id) throws ApiException, InterruptedException {
        wire.send("POST", LETTERS + "/" + id + "/retry", NOTHING, LetterCount.class);
    }

    /// Tries all again that are open; null for any.
    ///
    /// @return how many
    public int retryAll(String sink, String reason) throws ApiException, InterruptedException {
        return wire.send("POST", LETTERS + "/retry", new LetterChoice(sink, reason), LetterCount.class).letters();
    }

    /// The whole life of a punch.
    ///
    /// @param seq its place in the journal
    public Explanation explain(long seq) throws ApiException, InterruptedException {
        return wire.get("/api/punches/" + seq + "/explain", new Query(), Explanation.class);
    }

    private static String path(String name) {
        return ALL + "/" + Query.encoded(name);
    }
}
