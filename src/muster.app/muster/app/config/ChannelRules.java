// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import muster.model.Notice;

/// What a channel tells and when, whatever its type is. Immutable.
///
/// @param level alerts that matter less are not told
/// @param branches only alerts of these, and then none that belongs to no branch; empty = all
/// @param groupWait how long to wait for more of the same branch, so that they are told in one message
/// @param quietHours when only errors are told; the rest is summed up at their end
/// @param rate how many messages in ten minutes at most; what is more is summed up in one
/// @param resolved whether people are told that an alert is over
public record ChannelRules(
        Notice.Level level,
        Set<String> branches,
        Duration groupWait,
        Optional<QuietHours> quietHours,
        int rate,
        boolean resolved) {

    /// Copies the branches, so that the record stays immutable.
    public ChannelRules {
        branches = Set.copyOf(branches);
    }
}
