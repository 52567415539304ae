// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freedesktop.dbus.types.Variant;

/// What is known of one device at one adapter. BlueZ repeats signal strength and data with each report, but name and
/// service UUIDs only when they change (ble.md section 1.1), so they are kept here. Guarded by [Devices].
final class Device {

    /// A phone that changes its UUID every minute and never its address has so many after a day.
    private static final int MOST_UUIDS = 1_024;
    /// More than are on the air at a time.
    private static final int MOST_TOLD = 32;

    private final String adapter;
    private final String address;
    private String name;
    private List<String> uuids = List.of();
    private List<String> newestUuids = List.of();
    private Map<String, byte[]> serviceData = Map.of();
    private Map<Integer, byte[]> manufacturerData = Map.of();
    private boolean unheard = true;

    /// @param path where BlueZ keeps it: `/org/bluez/hci0/dev_C1_00_00_00_00_01`
    Device(String path) {
        adapter = adapter(path);
        address = path.substring(path.lastIndexOf('/') + 1).replaceFirst("^dev_", "").replace('_', ':');
    }

    /// The adapter in the path of a device: `hci0`.
    static String adapter(String path) {
        int end = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    String adapter() {
        return adapter;
    }

    /// Learns what is told, and says whether that was a report from the air: anything else changes without one.
    boolean learn(Map<String, Variant<?>> told) {
        String newName = DeviceFields.text(told, "Name");
        if (newName != null && !newName.equals(name)) {
            name = newName;
            unheard = true;
        }
        List<String> newUuids = DeviceFields.uuids(told);
        if (newUuids != null) {
            add(newUuids);
        }
        Map<String, byte[]> newServiceData = DeviceFields.serviceData(told);
        if (newServiceData != null) {
            serviceData = newServiceData;
        }
        Map<Integer, byte[]> newManufacturerData = DeviceFields.manufacturerData(told);
        if (newManufacturerData != null) {
            manufacturerData = newManufacturerData;
        }
        return told.containsKey("RSSI") || newUuids != null || newServiceData != null || newManufacturerData != null;
    }

    // BlueZ sorts the list and never takes one out while the address stays: only the difference tells what is new
    private void add(List<String> told) {
        Set<String> old = new HashSet<>(uuids);
        List<String> newest = new ArrayList<>(told.size());
        told.stream().filter(uuid -> !old.contains(uuid)).forEach(newest::add);
        if (newest.isEmpty()) {
            return;
        }
        unheard = true;
        Set<String> still = new HashSet<>(told);
        uuids.stream().filter(still::contains).forEach(newest::add);
        uuids = List.copyOf(newest.subList(0, Math.min(newest.size(), MOST_UUIDS)));
        newestUuids = uuids.size() > MOST_TOLD ? List.copyOf(uuids.subList(0, MOST_TOLD)) : uuids;
    }

    /// Whether nothing was handed on yet of what it says now.
    boolean unheard() {
        return unheard;
    }

    /// It was handed on.
    void heard() {
        unheard = false;
    }

    Advertisement report(int rssi, long nanos) {
        return new Advertisement(adapter, address, rssi, name, newestUuids, serviceData, manufacturerData, nanos);
    }
}
