// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import muster.model.TerminalSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What an operator sets of a terminal.
final class SettingsOptions {

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private String name;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of its clock, such as Asia/Kolkata or +05:30; empty = its branch's, else as"
                    + " configured.")
    private String zone;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "An address or network (CIDR) it may call from; may be given several times; empty = any.")
    private List<String> addresses;

    @Option(names = "--branch", paramLabel = "ID", description = "Its branch; empty = none.")
    private String branch;

    @Mixin
    private PullOptions pull;

    /// The settings; what was not given stays as it is.
    ///
    /// @param serial null where the path names the terminal
    TerminalSettings settings(String serial) {
        List<String> given = addresses == null
                ? null
                : addresses.stream().filter(address -> !address.isEmpty()).toList();
        return new TerminalSettings(serial, name, zone, given, branch, pull.settings());
    }

    /// Whether anything was given.
    boolean given() {
        return name != null || zone != null || addresses != null || branch != null || pull.given();
    }
}
