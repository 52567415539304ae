// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.freedesktop.dbus.types.Variant;

/// The devices of one life of bluetoothd: makes advertisements of what BlueZ tells about them. Thread-safe and quick:
/// it runs on the bus' thread.
final class Devices {

    /// Of this the kernel's and BlueZ's own tables are long full; an attacker may invent as many addresses as he likes.
    static final int CAPACITY = 20_000;

    private final int capacity;
    private final Ear ear;
    private final Predicate<String> listening;
    private final LongSupplier nanos;
    private final Map<String, Device> devices = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();

    /// @param listening whether reports of this adapter are wanted now
    Devices(int capacity, Ear ear, Predicate<String> listening, LongSupplier nanos) {
        this.capacity = capacity;
        this.ear = ear;
        this.listening = listening;
        this.nanos = nanos;
    }

    /// BlueZ told of a device, one that is new or one that is known.
    synchronized void told(String path, Map<String, Variant<?>> properties) {
        Device device = devices.computeIfAbsent(path, Device::new);
        trim();
        if (device.learn(properties)) {
            report(path, device, properties);
        }
    }

    /// BlueZ listed a device. One without signal strength stands in its cache since who knows when (ble.md section
    /// 1.1) and was not heard; but its name and UUIDs will not be repeated when it is.
    synchronized void listed(String path, Map<String, Variant<?>> properties) {
        if (properties.containsKey("RSSI")) {
            told(path, properties);
        } else {
            devices.computeIfAbsent(path, Device::new).learn(properties);
            trim();
        }
    }

    private void trim() {
        if (devices.size() > capacity) {
            var oldest = devices.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void report(String path, Device device, Map<String, Variant<?>> properties) {
        long now = nanos.getAsLong();
        lastHeard.put(device.adapter(), now);
        if (listening.test(device.adapter())
                && ear.put(path, device.report(DeviceFields.rssi(properties), now), device.unheard())) {
            device.heard();
        }
    }

    /// BlueZ forgot a device: it was silent for half a minute.
    synchronized void forget(String path) {
        devices.remove(path);
    }

    /// When an adapter last heard anybody, by the clock given; null if never.
    Long lastHeard(String adapter) {
        return lastHeard.get(adapter);
    }

    synchronized int size() {
        return devices.size();
    }
}
