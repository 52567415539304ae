// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The components in the seed's shape (product.md MON-05, MON-06). Immutable.
///
/// @param status the state of the whole. `error`: punches cannot be kept (journal or disk). `degraded`: they are kept,
///     but muster does not do all of its work: its clock, its network, a sink, the backend or the scanner fails, or
///     an alert of level error fires. `partial`: all of muster works and something it watches does not: a terminal is
///     silent, an outside component is bad, or an alert of level warning fires. `healthy`: none of these
/// @param cameraStatus `unknown` until a camera program reports
/// @param cloudStatus `unknown` until a backend is configured
/// @param smsStatus `unknown` until an SMS program reports
/// @param journalStatus `online` or `error`
/// @param journalDetails what is wrong with the journal, or null
/// @param components every component: muster's own, then the outside ones
public record SystemState(
        String status,
        String cameraStatus,
        String cloudStatus,
        String smsStatus,
        String journalStatus,
        String journalDetails,
        List<Component> components) {}
