// SPDX-License-Identifier: Apache-2.0
package muster.modem;

import java.util.Comparator;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/// Chooses among modems.
final class Modems {

    static final String MODEM = "org.freedesktop.ModemManager1.Modem";
    static final String MESSAGING = MODEM + ".Messaging";

    /// What a modem without a state is taken for: ModemManager's MM_MODEM_STATE_UNKNOWN.
    private static final int UNKNOWN = 0;

    private Modems() {}

    /// The modem that is furthest on its way into a network, which is what ModemManager's states count (disabled,
    /// searching, registered, connected); among equals the one with the first path.
    ///
    /// @param objects everything ModemManager has, by path and interface
    /// @throws ModemException if no modem can send messages
    static String best(Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects) throws ModemException {
        return objects.entrySet().stream()
                .filter(object -> object.getValue().containsKey(MESSAGING))
                .sorted(Comparator.comparing(object -> object.getKey().getPath()))
                .max(Comparator.comparingInt(object -> state(object.getValue())))
                .map(object -> object.getKey().getPath())
                .orElseThrow(() -> new ModemException(ModemException.Kind.NO_MODEM,
                        "the message was not sent: ModemManager has no modem that can send messages; look at mmcli -L",
                        null));
    }

    private static int state(Map<String, Map<String, Variant<?>>> interfaces) {
        Variant<?> state = interfaces.getOrDefault(MODEM, Map.of()).get("State");
        return state != null && state.getValue() instanceof Integer number ? number : UNKNOWN;
    }
}
