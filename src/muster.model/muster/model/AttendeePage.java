// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/gatherings/{id}/attendance`. Immutable.
///
/// @param attendees in order of PINs
/// @param next the `after` of the next page, or null when there is none
public record AttendeePage(List<Attendee> attendees, String next) {}
