// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The bytes of an answer that never ends, taken piece by piece with a limit on silence, which an
/// `InputStream` does not offer. One piece is asked for at a time, so a slow reader holds up the sender
/// and not the memory.
final class Arrivals implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private sealed interface Arrival permits Piece, End {}

    private record Piece(List<ByteBuffer> bytes) implements Arrival {}

    private record End(Throwable why) implements Arrival {}

    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;

    /// The next bytes; waits for them.
    ///
    /// @return null when the answer has ended
    /// @throws IOException if the connection broke, or nothing came for that long
    List<ByteBuffer> next(Duration silence) throws IOException, InterruptedException {
        Arrival arrival = queue.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        return switch (arrival) {
            case null -> throw new IOException("nothing came for " + silence.toSeconds() + " s");
            case Piece piece -> {
                subscription.request(1);
                yield piece.bytes();
            }
            case End(Throwable why) when why == null -> null;
            case End(Throwable why) -> throw new IOException(why.getMessage(), why);
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        queue.add(new Piece(bytes));
    }

    @Override
    public void onError(Throwable why) {
        queue.add(new End(why));
    }

    @Override
    public void onComplete() {
        queue.add(new End(null));
    }

    /// Ends the answer and its connection.
    @Override
    public void close() {
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }
}
