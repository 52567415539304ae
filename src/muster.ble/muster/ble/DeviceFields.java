// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.freedesktop.dbus.types.Variant;

/// BlueZ's properties of a device in plain Java; what has another type than it should is passed over.
final class DeviceFields {

    private DeviceFields() {}

    /// A switch, or null when nothing is said of it.
    static Boolean flag(Map<String, Variant<?>> properties, String key) {
        return value(properties.get(key)) instanceof Boolean flag ? flag : null;
    }

    /// A text, or null.
    static String text(Map<String, Variant<?>> properties, String key) {
        return value(properties.get(key)) instanceof String text ? text : null;
    }

    /// The signal in dBm, or [Advertisement#UNKNOWN_RSSI].
    static int rssi(Map<String, Variant<?>> properties) {
        return value(properties.get("RSSI")) instanceof Number dBm ? dBm.intValue() : Advertisement.UNKNOWN_RSSI;
    }

    /// Service UUIDs in lower case, or null when nothing is said of them.
    static List<String> uuids(Map<String, Variant<?>> properties) {
        return switch (value(properties.get("UUIDs"))) {
            case List<?> list -> list.stream().map(DeviceFields::uuid).toList();
            case Object[] array -> List.of(array).stream().map(DeviceFields::uuid).toList();
            case null, default -> null;
        };
    }

    /// Data by service UUID, or null when nothing is said of it.
    static Map<String, byte[]> serviceData(Map<String, Variant<?>> properties) {
        return blocks(properties.get("ServiceData"), DeviceFields::uuid);
    }

    /// Data by company number, or null when nothing is said of it.
    static Map<Integer, byte[]> manufacturerData(Map<String, Variant<?>> properties) {
        return blocks(properties.get("ManufacturerData"), DeviceFields::company);
    }

    private static <K> Map<K, byte[]> blocks(Variant<?> property, Function<Object, K> key) {
        if (!(value(property) instanceof Map<?, ?> told)) {
            return null;
        }
        Map<K, byte[]> blocks = HashMap.newHashMap(told.size());
        told.forEach((name, block) -> {
            byte[] bytes = bytes(value(block));
            if (bytes != null) {
                blocks.put(key.apply(name), bytes);
            }
        });
        return blocks;
    }

    // dbus-java 5.1 gives lists, older and perhaps newer versions arrays (ble.md section 3)
    private static byte[] bytes(Object block) {
        if (block instanceof byte[] array) {
            return array;
        }
        if (!(block instanceof List<?> list)) {
            return null;
        }
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i) instanceof Number number ? number.byteValue() : 0;
        }
        return bytes;
    }

    private static int company(Object number) {
        return number instanceof Number company ? company.intValue() : -1;
    }

    private static String uuid(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static Object value(Object property) {
        return property instanceof Variant<?> variant ? variant.getValue() : property;
    }
}
