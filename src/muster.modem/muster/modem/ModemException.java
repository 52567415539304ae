// SPDX-License-Identifier: Apache-2.0
package muster.modem;

/// A short message was not sent. The message is a sentence for people.
public final class ModemException extends Exception {

    private static final long serialVersionUID = 1L;

    /// Why not.
    public enum Kind {
        /// There is no system bus.
        NO_BUS,
        /// ModemManager does not run and cannot be started.
        NO_MODEM_MANAGER,
        /// ModemManager has no modem that can send messages.
        NO_MODEM,
        /// ModemManager, the modem or the network refused it; also when this user may not.
        REFUSED,
        /// There was no answer in time: whether it was sent is not known.
        SILENT
    }

    private final Kind kind;

    ModemException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// Why not.
    public Kind kind() {
        return kind;
    }
}
