// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/channels`. Immutable.
///
/// @param channels in the configuration's order
public record ChannelList(List<ChannelStatus> channels) {}
