// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import muster.app.channel.Channels;
import muster.app.terminal.Refusal;
import muster.model.ChannelList;

/// Channels by which people are told of alerts. Thread-safe.
final class ChannelResource {

    private final Channels channels;

    ChannelResource(Channels channels) {
        this.channels = channels;
    }

    void list(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(new ChannelList(channels.all()));
    }

    void test(Exchange exchange) throws Rejection, Refusal, InterruptedException, IOException {
        exchange.noBody();
        exchange.reply(channels.test(exchange.variable("name")));
    }
}
