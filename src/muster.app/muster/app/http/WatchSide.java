// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import muster.app.alert.Alerts;
import muster.app.channel.Channels;
import muster.app.watch.Components;
import muster.app.watch.Instruments;
import muster.app.watch.Past;
import muster.app.watch.Reports;

/// What of muster the API opens to those who watch it. Immutable.
///
/// @param instruments everything that is measured
/// @param components the parts of the whole
/// @param reports who takes what external programs did or met
/// @param past what was measured before
/// @param alerts what is wrong, and who is told
/// @param channels how they are told
public record WatchSide(
        Instruments instruments,
        Components components,
        Reports reports,
        Past past,
        Alerts alerts,
        Channels channels) {}
