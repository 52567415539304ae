// SPDX-License-Identifier: Apache-2.0
package muster.ble;

/// What the bus told about everything but phones, for the thread that owns the connection.
sealed interface Told {

    /// BlueZ has another owner on the bus.
    ///
    /// @param name its unique name; empty when it is gone
    record Owner(String name) implements Told {}

    /// An adapter is there or changed; null where nothing is told.
    ///
    /// @param path where BlueZ keeps it: `/org/bluez/hci0`
    record Adapter(String path, String address, Boolean powered, Boolean discovering) implements Told {

        /// `hci0`
        String name() {
            return Told.name(path);
        }

        /// Whether this is the adapter of that name or address.
        boolean is(String nameOrAddress) {
            return nameOrAddress.equals(name()) || nameOrAddress.equalsIgnoreCase(address);
        }

        /// Whether it is to be used.
        boolean chosen(RadioSettings settings) {
            return settings.adapters().isEmpty() || settings.adapters().stream().anyMatch(this::is);
        }
    }

    /// An adapter is gone.
    record Unplugged(String path) implements Told {

        /// `hci0`
        String name() {
            return Told.name(path);
        }
    }

    /// The connection to the bus broke.
    record Lost() implements Told {}

    /// Somebody wants scanning, or wants it no longer.
    record Wanted() implements Told {}

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
