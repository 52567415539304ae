// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What came of a test message: the answer of `POST /api/channels/{name}/test`. Immutable.
///
/// @param sent whether it was taken
/// @param answer what the other side said, or why it was not taken
public record ChannelTrial(boolean sent, String answer) {}
