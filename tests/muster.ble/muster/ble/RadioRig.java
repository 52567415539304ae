// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A radio on a bus of its own with an imitated BlueZ, and somebody who listens to it.
final class RadioRig implements AutoCloseable {

    static final String ADDRESS = "00:1A:7D:DA:71:13";

    final PrivateBus bus;
    final MockBluez bluez;
    final Listener listener = new Listener();
    private final Path directory;
    private Radio radio;

    private RadioRig(Path directory) {
        this.directory = directory;
        bus = PrivateBus.start(directory);
        try {
            bluez = MockBluez.start(bus);
        } catch (RuntimeException leftOut) {
            bus.close();
            throw leftOut;
        }
    }

    /// With one adapter, `hci0`, and nobody listening yet.
    static RadioRig quiet(Path directory) {
        RadioRig rig = new RadioRig(directory);
        rig.bluez.tell("adapter hci0 " + ADDRESS);
        rig.awaitAsked("hci0", "powered", 1);
        return rig;
    }

    /// With one adapter, `hci0`, that listens.
    static RadioRig listening(Path directory) {
        RadioRig rig = quiet(directory);
        rig.open(settings()).scan(true);
        rig.listener.await("hci0", Condition.SCANNING);
        rig.listener.forget();
        return rig;
    }

    static RadioSettings settings() {
        return new RadioSettings(List.of(), false, Duration.ofMinutes(5));
    }

    Radio open(RadioSettings settings) {
        radio = Radio.open(settings, listener::hear, listener::tell, bus.address(), rfkill());
        return radio;
    }

    Radio radio() {
        return radio;
    }

    /// Where switches can be put.
    RfKill rfkill() {
        return new RfKill(directory.resolve("rfkill"));
    }

    /// Puts an advertisement on the air until somebody hears it, as phones do, and waits for its report.
    Advertisement heard(String adapter, String address, String what) {
        onTheAir(adapter, address, what);
        return listener.awaitReport(report -> report.address().equals(address) && report.adapter().equals(adapter));
    }

    /// Puts an advertisement on the air until somebody hears it.
    void onTheAir(String adapter, String address, String what) {
        for (int i = 0; bluez.tell("heard " + adapter + " " + address + " " + what).equals("unheard"); i++) {
            if (i == 2_000) {
                throw new AssertionError("nobody listens on " + adapter + "; told: " + listener.news());
            }
            pause();
        }
    }

    // the mock gives no sign when somebody begins to listen
    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// How often BlueZ was asked for something: `starts`, `stops`, `filters`, `powers`; and whether it
    /// is on and searches: `powered`, `searching`.
    int asked(String adapter, String what) {
        String told = bluez.tell("told " + adapter);
        return Integer.parseInt(told.replaceFirst(".*" + what + "=(\\d+).*", "$1"));
    }

    /// Waits until it was asked exactly so often.
    void awaitAsked(String adapter, String what, int times) {
        for (int i = 0; asked(adapter, what) != times; i++) {
            if (i == 2_000) {
                throw new AssertionError(what + " stayed at " + asked(adapter, what));
            }
            pause();
        }
    }

    @Override
    public void close() {
        if (radio != null) {
            radio.close();
        }
        bluez.close();
        bus.close();
    }
}
