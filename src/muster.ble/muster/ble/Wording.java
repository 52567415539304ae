// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.Locale;

/// The sentences about one adapter: what happened and what to do.
///
/// @param name `hci0`
/// @param address its address, or null
record Wording(String name, String address) {

    static final String GROUP = "Add the user muster runs as to the group bluetooth (usermod -aG bluetooth muster)"
            + " and restart muster.";
    static final String RESTART = "Restart BlueZ: systemctl restart bluetooth";

    /// Before anything is known.
    static RadioState idleRadio() {
        return radio(Condition.IDLE, "Nobody wants to scan.", null);
    }

    /// Wanted, and nothing known yet.
    static RadioState lookingAround() {
        return radio(Condition.STARTING, "Bluetooth is being looked for.", null);
    }

    static RadioState noBus(String why) {
        return radio(Condition.NO_BUS, "The system bus cannot be reached: " + why + ".",
                "Install and start D-Bus: apt install dbus; systemctl start dbus");
    }

    static RadioState noDaemon() {
        return radio(Condition.NO_DAEMON, "BlueZ, the system's Bluetooth service, is not running.",
                "Install and start it: apt install bluez; systemctl enable --now bluetooth");
    }

    static RadioState muteDaemon(String why) {
        return radio(Condition.NO_DAEMON, "BlueZ does not answer: " + why + ".", RESTART);
    }

    static RadioState deniedDaemon(String why) {
        return radio(Condition.NO_DAEMON, "BlueZ does not talk to this user: " + why + ".", GROUP);
    }

    static RadioState none(boolean wanted) {
        return wanted
                ? radio(Condition.NO_ADAPTER, "This machine has no Bluetooth adapter that BlueZ knows.",
                        "Plug one in; on a Raspberry Pi look that config.txt does not say dtoverlay=disable-bt.")
                : idleRadio();
    }

    /// @param adapter the name or address that was asked for
    static RadioState missing(String adapter) {
        boolean isAddress = adapter.indexOf(':') >= 0;
        return new RadioState(
                isAddress ? null : adapter,
                isAddress ? adapter.toUpperCase(Locale.ROOT) : null,
                Condition.NO_ADAPTER,
                "The adapter " + adapter + " is not there.",
                "Plug it in, or change adapters under [ble] in muster.toml; muster doctor ble lists what is there.");
    }

    private static RadioState radio(Condition condition, String reason, String cure) {
        return new RadioState(null, null, condition, reason, cure);
    }

    private RadioState state(Condition condition, String reason, String cure) {
        return new RadioState(name, address, condition, reason, cure);
    }

    RadioState idle() {
        return state(Condition.IDLE, name + " is ready; nobody wants to scan.", null);
    }

    RadioState starting() {
        return state(Condition.STARTING, "Scanning is being started on " + name + ".", null);
    }

    RadioState scanning() {
        return state(Condition.SCANNING, name + " is listening.", null);
    }

    RadioState ended() {
        return state(
                Condition.STARTING, "Another program ended the search on " + name + "; it is started again.", null);
    }

    RadioState cycling(String why) {
        return state(Condition.STARTING, why + " " + name + " is being switched off and on.", null);
    }

    RadioState switchingOn() {
        return state(Condition.OFF, name + " is switched off; muster switches it on.", null);
    }

    RadioState off(String why) {
        String reason = why == null ? " is switched off." : " is off and cannot be switched on: " + why + ".";
        return state(Condition.OFF, name + reason, "Switch it on: bluetoothctl power on"
                + " (or let muster do it: power = \"on\" under [ble] in muster.toml).");
    }

    RadioState blocked(RfKill.Block block) {
        return block == RfKill.Block.HARD
                ? state(Condition.OFF, "A switch on this machine keeps " + name + " off.",
                        "Turn on the machine's switch for radio or Bluetooth (airplane mode, BIOS).")
                : state(Condition.OFF, name + " is blocked by rfkill.", "Unblock it: rfkill unblock bluetooth");
    }

    RadioState denied(String why) {
        return state(Condition.STALLED, "BlueZ does not let this user scan on " + name + ": " + why + ".", GROUP);
    }

    RadioState unanswered() {
        return state(Condition.STALLED, "BlueZ does not answer about " + name + ".", RESTART);
    }

    RadioState refusing(String why) {
        return state(Condition.STALLED, name + " does not start to scan: " + why + ". It is tried again.",
                "Unplug the adapter and plug it in again, or restart BlueZ: systemctl restart bluetooth");
    }

    RadioState mute(Duration silence) {
        return state(Condition.STALLED,
                name + " has heard no device of any kind for " + text(silence) + ", although it was started again.",
                "If devices are near, the adapter hangs: unplug it and plug it in again, or reboot this machine.");
    }

    RadioState unplugged() {
        return state(Condition.NO_ADAPTER, name + " is gone.", "Plug the adapter in again.");
    }

    static String text(Duration time) {
        long minutes = time.toMinutes();
        return minutes == 1 ? "1 minute" : minutes > 1 ? minutes + " minutes" : time.toSeconds() + " seconds";
    }
}
