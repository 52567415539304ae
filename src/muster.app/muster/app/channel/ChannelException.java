// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;

/// A message was not taken. The message is a sentence for people, without secrets.
final class ChannelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    /// @param after how long the other side wants to be left alone; nothing when it did not say
    ChannelException(String sentence, Duration after) {
        super(sentence);
        this.after = after;
    }

    ChannelException(String sentence) {
        this(sentence, Duration.ZERO);
    }

    /// How long the other side wants to be left alone.
    Duration after() {
        return after;
    }
}
