// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.ArrayList;
import java.util.List;
import muster.model.ScannerStatus;
import muster.model.ScannerStatus.Mode;

/// Phones can be heard, when the door listens for them.
final class ScannerCheck implements Check {

    private static final String AREA = "phones";
    /// So many reports are not the neighbours' headphones alone.
    private static final long ENOUGH = 50;

    @Override
    public List<Finding> run(Patient patient) {
        return patient.answers().scanner().map(ScannerCheck::look).orElse(List.of());
    }

    private static List<Finding> look(ScannerStatus scanner) {
        List<Finding> found = new ArrayList<>();
        boolean wanted = scanner.mode() == Mode.SCANNING;
        scanner.adapters().forEach(adapter -> look(adapter, wanted, found));
        if (scanner.reports() >= ENOUGH && scanner.matched() == 0) {
            String prefix = scanner.prefix() == null ? "" : scanner.prefix();
            found.add(Finding.warning(AREA, Said.number(scanner.reports()) + " advertisements were heard and none bears"
                    + " an id that begins with " + prefix, "does ble.prefix fit what the app sends? An iPhone"
                    + " advertises only while the app is on the screen, and some phones cannot at all. muster doctor"
                    + " ble --prefix \"\" shows what is in the air"));
        }
        if (scanner.lost() > 0) {
            found.add(Finding.note(AREA, Said.count(scanner.lost(), "report", "reports") + " came faster than they"
                    + " could be read", "nobody is missed by that: a phone repeats itself"));
        }
        if (found.isEmpty() && wanted) {
            found.add(Finding.ok(AREA, "the scanner hears " + Said.count(scanner.devices(), "device", "devices")));
        }
        return found;
    }

    /// Nobody has to mend an adapter that no event needs.
    private static void look(ScannerStatus.Adapter adapter, boolean wanted, List<Finding> found) {
        if (adapter.state() == null) {
            return;
        }
        String name = adapter.name() == null ? "the scanner" : "adapter " + adapter.name();
        String reason = adapter.reason() == null ? "" : ": " + adapter.reason();
        switch (adapter.state()) {
            case STALLED -> found.add(Finding.error(AREA, name + " is asleep: it should hear phones and nothing comes"
                    + reason, adapter.cure() == null ? "unplug it and plug it in, or: systemctl restart bluetooth;"
                    + " then: muster doctor ble" : adapter.cure()));
            case NO_BUS, NO_DAEMON, NO_ADAPTER, OFF -> {
                if (wanted) {
                    found.add(Finding.error(AREA, name + " hears no phones" + reason,
                            adapter.cure() == null ? "muster doctor ble" : adapter.cure()));
                }
            }
            case IDLE, STARTING, SCANNING -> { }
        }
    }
}
