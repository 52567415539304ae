// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import muster.ble.Diagnosis.Finding;
import muster.ble.Diagnosis.Grade;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/// One look at everything that hearing phones depends on, in the order of dependence. For one thread, once.
final class Examination {

    private static final int MOST_DEVICES = 1_000;
    private static final Duration BLUEZ_STARTS = Duration.ofSeconds(5);

    private final RadioSettings settings;
    private final String address;
    private final RfKill rfkill;
    private final List<Finding> findings = new ArrayList<>();
    private final LongAdder reports = new LongAdder();
    private final Map<String, Advertisement> heard = new ConcurrentHashMap<>();

    /// @param address of the bus; null = the system bus
    Examination(RadioSettings settings, String address, RfKill rfkill) {
        this.settings = settings;
        this.address = address;
        this.rfkill = rfkill;
    }

    Diagnosis run(Duration listen) throws InterruptedException {
        if (adaptersCanHear()) {
            listen(listen);
        }
        List<Advertisement> strongest = heard.values().stream()
                .sorted(Comparator.comparingInt(Examination::weakness))
                .toList();
        return new Diagnosis(findings, reports.sum(), strongest);
    }

    private static int weakness(Advertisement report) {
        return report.rssi() == Advertisement.UNKNOWN_RSSI ? Integer.MAX_VALUE : -report.rssi();
    }

    private void ok(String what, String sentence) {
        findings.add(new Finding(what, Grade.OK, sentence, null));
    }

    private void found(String what, Grade grade, RadioState state) {
        findings.add(new Finding(what, grade, state.reason(), state.cure()));
    }

    private boolean adaptersCanHear() throws InterruptedException {
        try (BusSession bus = BusSession.open(address, new LinkedBlockingQueue<>())) {
            ok("bus", "The system bus answers.");
            String owner = bluez(bus);
            return !owner.isEmpty() && adapters(bus, owner);
        } catch (Refused e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("ended while the bus was asked");
            }
            found("bus", Grade.ERROR, Wording.noBus(e.getMessage()));
            return false;
        }
    }

    private String bluez(BusSession bus) throws Refused, InterruptedException {
        String owner = bus.owner();
        boolean installed = !owner.isEmpty() || bus.activatable();
        if (owner.isEmpty() && installed) {
            bus.activate();
            long end = System.nanoTime() + BLUEZ_STARTS.toNanos();
            while (owner.isEmpty() && System.nanoTime() - end < 0) {
                Thread.sleep(Duration.ofMillis(100));
                owner = bus.owner();
            }
        }
        if (owner.isEmpty()) {
            findings.add(new Finding("bluez", Grade.ERROR,
                    installed ? "BlueZ does not start." : "BlueZ is not installed, or not running.",
                    installed ? "Look why: systemctl status bluetooth" : Wording.noDaemon().cure()));
        } else {
            ok("bluez", "BlueZ" + version() + " is running.");
        }
        return owner;
    }

    // the daemon does not tell its version, but its command line does, and they come in one package
    private static String version() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("bluetoothctl", "--version")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String line = process.inputReader().readLine();
            return line != null && line.matches("bluetoothctl: [0-9.]+") ? line.substring(line.indexOf(' ')) : "";
        } catch (IOException noSuchProgram) {
            return "";
        }
    }

    private boolean adapters(BusSession bus, String owner) throws Refused {
        Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects;
        try {
            objects = bus.objects(owner);
        } catch (Refused e) {
            found("permission", Grade.ERROR, e.kind() == Refused.Kind.DENIED
                    ? Wording.deniedDaemon(e.getMessage())
                    : Wording.muteDaemon(e.getMessage()));
            return false;
        }
        ok("permission", "This user may talk to BlueZ.");
        Map<String, Told.Adapter> there = new TreeMap<>();
        objects.forEach((path, interfaces) -> {
            if (interfaces.get(BusSession.ADAPTER) != null) {
                Told.Adapter adapter = Signals.adapter(path.getPath(), interfaces.get(BusSession.ADAPTER));
                there.put(adapter.name(), adapter);
            }
        });
        missing(there);
        return !there.values().stream().filter(this::canHear).toList().isEmpty();
    }

    private void missing(Map<String, Told.Adapter> there) {
        if (there.isEmpty() && settings.adapters().isEmpty()) {
            found("adapter", Grade.ERROR, Wording.none(true));
        }
        settings.adapters().stream()
                .filter(one -> there.values().stream().noneMatch(adapter -> adapter.is(one)))
                .forEach(one -> found("adapter", Grade.ERROR, Wording.missing(one)));
    }

    private boolean canHear(Told.Adapter adapter) {
        Wording wording = new Wording(adapter.name(), adapter.address());
        if (!adapter.chosen(settings)) {
            ok("adapter", adapter.name() + " (" + adapter.address() + ") is there, but not to be used.");
            return false;
        }
        ok("adapter", adapter.name() + " (" + adapter.address() + ") is there.");
        RfKill.Block block = rfkill.block(adapter.name());
        if (block != RfKill.Block.NONE) {
            found("power", Grade.ERROR, wording.blocked(block));
            return false;
        }
        if (Boolean.TRUE.equals(adapter.powered())) {
            ok("power", adapter.name() + " is on.");
            return true;
        }
        found("power", settings.powerOn() ? Grade.WARNING : Grade.ERROR,
                settings.powerOn() ? wording.switchingOn() : wording.off(null));
        return settings.powerOn();
    }

    private void listen(Duration time) throws InterruptedException {
        List<RadioState> states;
        try (Radio radio = Radio.open(settings, this::hear, _ -> {}, address, rfkill)) {
            radio.scan(true);
            Thread.sleep(time);
            states = radio.adapters();
        }
        states.stream()
                .filter(state -> state.condition() != Condition.SCANNING && state.condition() != Condition.OFF)
                .filter(state -> state.condition() != Condition.NO_ADAPTER)
                .forEach(state -> found("air", Grade.ERROR, state));
        if (reports.sum() > 0) {
            ok("air", "%d reports of %d devices were heard in %s."
                    .formatted(reports.sum(), heard.size(), Wording.text(time)));
        } else if (states.stream().anyMatch(state -> state.condition() == Condition.SCANNING)) {
            findings.add(new Finding("air", Grade.WARNING, "Nothing was heard in " + Wording.text(time) + ".",
                    "Bring a phone that advertises near, or listen longer; if nothing is ever heard, unplug the adapter"
                            + " and plug it in again."));
        }
    }

    private void hear(Advertisement report) {
        reports.increment();
        String device = report.adapter() + " " + report.address();
        if (heard.size() < MOST_DEVICES || heard.containsKey(device)) {
            heard.put(device, report);
        }
    }
}
