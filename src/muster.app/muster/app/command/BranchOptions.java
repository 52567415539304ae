// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.model.BranchSettings;
import picocli.CommandLine.Option;

/// What an operator sets of a branch.
final class BranchOptions {

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private String name;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of its terminals' clocks, such as Asia/Kolkata or +05:30; empty = as configured.")
    private String zone;

    /// The settings; what was not given stays as it is.
    ///
    /// @param id null where the path names the branch
    BranchSettings settings(String id) {
        return new BranchSettings(id, name, zone);
    }

    /// Whether anything was given.
    boolean given() {
        return name != null || zone != null;
    }
}
