// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.module.ModuleDescriptor;

/// The version of this muster.
final class Version {

    private Version() {}

    /// As the build wrote it into the module; `dev` when run from loose classes.
    static String text() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "dev" : descriptor.rawVersion().orElse("dev");
    }
}
