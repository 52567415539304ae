// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.List;
import muster.model.ClockReading;

/// The answer of `GET /api/terminals/{serial}/clock`. Immutable.
record ClockReadings(List<ClockReading> readings) {}
