// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.model.TerminalSettings;
import picocli.CommandLine.Option;

/// What an operator sets of a terminal.
final class SettingsOptions {

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private String name;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of its clock, such as Asia/Kolkata or +05:30; empty = as configured.")
    private String zone;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "An address or network (CIDR) it may call from; may be given several times; empty = any.")
    private List<String> addresses;

    /// The settings; what was not given stays as it is.
    ///
    /// @param serial null where the path names the terminal
    TerminalSettings settings(String serial) {
        List<String> given = addresses == null
                ? null
                : addresses.stream().filter(address -> !address.isEmpty()).toList();
        return new TerminalSettings(serial, name, zone, given);
    }

    /// Whether anything was given.
    boolean given() {
        return name != null || zone != null || addresses != null;
    }
}
