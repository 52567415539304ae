// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.function.DoubleSupplier;

/// One number of this muster as a whole. Immutable.
///
/// @param measure what it is
/// @param value the number now
public record NumberGauge(Measure measure, DoubleSupplier value) implements Gauge {

    @Override
    public void read(Snapshot.Builder into) {
        into.put(measure, value.getAsDouble());
    }
}
