// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDate;

/// The body of `POST /api/reconcile` and `POST /api/close-out`: which day, and of whom. Immutable.
///
/// @param date the day, by the terminals' clocks; null = yesterday
/// @param branch id of a branch; null = everything
public record DayRequest(LocalDate date, String branch) {}
