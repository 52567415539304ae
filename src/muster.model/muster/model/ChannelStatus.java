// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// How a channel is by which people are told of alerts. Immutable.
///
/// @param name its name in the configuration
/// @param type `webhook`, `email`, `http` or `modem`
/// @param target where it goes, without secrets
/// @param failing whether its last message could not be sent
/// @param reason why not, or null
/// @param sent how many messages it sent since the start
/// @param waiting how many changes of alerts it has yet to tell
/// @param lastSuccess when it sent one last (UTC), or null
/// @param lastFailure when that failed last (UTC), or null
public record ChannelStatus(
        String name,
        String type,
        String target,
        boolean failing,
        String reason,
        long sent,
        long waiting,
        Instant lastSuccess,
        Instant lastFailure) {}
