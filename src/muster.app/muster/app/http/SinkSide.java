// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import muster.app.sink.Explainer;
import muster.app.sink.Sinks;

/// What of muster the API opens to those who look after deliveries. Immutable.
///
/// @param sinks the sinks and their dead letters
/// @param explainer who tells a record's story
/// @param days who closes a day
public record SinkSide(Sinks sinks, Explainer explainer, DaySide days) {}
