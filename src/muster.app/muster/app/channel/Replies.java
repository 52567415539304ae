// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import muster.app.sink.Trouble;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;

/// What HTTP answers mean for a message.
final class Replies {

    private Replies() {}

    /// An answer that says it was not taken.
    static ChannelException refused(Reply reply) {
        Trouble trouble = reply.trouble("look at the channel's secrets");
        String text = trouble == null
                ? reply.from() + " does not take the message (" + reply.said() + ")"
                : sentence(trouble);
        return reply.retryAfter() == null
                ? new ChannelException(text)
                : new ChannelException(text, reply.retryAfter());
    }

    /// No answer.
    static ChannelException none(NoReply failure) {
        return new ChannelException(sentence(failure.trouble()));
    }

    /// What is said of sinks, said of a channel.
    private static String sentence(Trouble trouble) {
        String whole = trouble.cure() == null ? trouble.text() : trouble.text() + "; " + trouble.cure();
        return whole.replace("whether it took the records", "whether it took the message")
                .replace("records are not sent after it", "messages are not sent after it")
                .replace("for this sink", "for this channel")
                .replace("in the sink's key", "in what is filled in");
    }
}
