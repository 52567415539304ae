// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.function.Supplier;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;

/// The Bluetooth scanner, and whether this machine's clock is set. Immutable.
public final class ScannerGauge implements Gauge {

    private final Supplier<ScannerStatus> scanner;

    /// @param scanner how it is
    public ScannerGauge(Supplier<ScannerStatus> scanner) {
        this.scanner = scanner;
    }

    @Override
    public void read(Snapshot.Builder into) {
        ScannerStatus now = scanner.get();
        into.put(Measures.CLOCK_UNSET, now.clockSet() ? 0 : 1);
        into.put(Measures.SCANNER_ASLEEP, isAsleep(now) ? 1 : 0);
        into.put(Measures.BLE_SIGHTINGS, now.reports());
        into.put(Measures.BLE_LOST, now.lost());
    }

    private static boolean isAsleep(ScannerStatus now) {
        return now.mode() == ScannerStatus.Mode.SCANNING
                && now.adapters().stream().noneMatch(each -> each.state() == ScannerChange.State.SCANNING);
    }
}
