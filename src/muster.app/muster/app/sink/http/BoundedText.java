// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/// Takes the beginning of an answer's body. What is longer is read on, so that the connection can be used again, but
/// not without end. For one answer.
final class BoundedText implements BodySubscriber<BoundedText.Text> {

    /// What was kept.
    ///
    /// @param text as UTF-8
    /// @param whole whether it is all there was
    record Text(String text, boolean whole) {}

    /// How far a body is read whose end nobody wants: 1 MiB.
    static final int DRAINED = 1 << 20;

    private final CompletableFuture<Text> body = new CompletableFuture<>();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int kept;
    private long read;
    private Subscription subscription;

    /// @param kept length in bytes
    BoundedText(int kept) {
        this.kept = kept;
    }

    @Override
    public CompletionStage<Text> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            read += buffer.remaining();
            byte[] bytes = new byte[Math.min(buffer.remaining(), kept - taken.size())];
            buffer.get(bytes);
            taken.writeBytes(bytes);
        }
        if (read > Math.max(kept, DRAINED)) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable why) {
        body.completeExceptionally(why);
    }

    @Override
    public void onComplete() {
        body.complete(new Text(taken.toString(StandardCharsets.UTF_8), read <= kept));
    }
}
