// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/sinks`. Immutable.
///
/// @param sinks in the order of the configuration
public record SinkList(List<SinkStatus> sinks) {}
