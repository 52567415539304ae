// SPDX-License-Identifier: Apache-2.0
package org.bluez;

import java.io.Serial;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// BlueZ's errors (ble.md section 1). dbus-java throws away the name of an error unless there is a class of exactly
/// that name, so these stand where they must stand and not below `muster.ble`.
public final class Error {

    private Error() {}

    /// The adapter is busy, or this connection already scans.
    public static final class InProgress extends DBusExecutionException {
        @Serial
        private static final long serialVersionUID = 1;

        /// With BlueZ's text.
        public InProgress(String message) {
            super(message);
        }
    }

    /// The adapter is off.
    public static final class NotReady extends DBusExecutionException {
        @Serial
        private static final long serialVersionUID = 1;

        /// With BlueZ's text.
        public NotReady(String message) {
            super(message);
        }
    }

    /// BlueZ knows no such filter.
    public static final class InvalidArguments extends DBusExecutionException {
        @Serial
        private static final long serialVersionUID = 1;

        /// With BlueZ's text.
        public InvalidArguments(String message) {
            super(message);
        }
    }

    /// This user may not.
    public static final class NotAuthorized extends DBusExecutionException {
        @Serial
        private static final long serialVersionUID = 1;

        /// With BlueZ's text.
        public NotAuthorized(String message) {
            super(message);
        }
    }
}
