// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import muster.journal.JournalException;
import muster.model.ChannelList;
import muster.model.ChannelStatus;

/// The channels by which people are told. Immutable.
public final class ChannelsGauge implements Gauge {

    private final Question<ChannelList> channels;

    /// @param channels as `GET /api/channels` tells them
    public ChannelsGauge(Question<ChannelList> channels) {
        this.channels = channels;
    }

    @Override
    public void read(Snapshot.Builder into) throws JournalException {
        for (ChannelStatus channel : channels.ask().channels()) {
            into.put(Measures.CHANNEL_FAILING, channel.name(), channel.failing() ? 1 : 0);
        }
    }
}
