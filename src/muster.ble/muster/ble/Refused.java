// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.concurrent.RejectedExecutionException;
import org.bluez.Error.InProgress;
import org.bluez.Error.InvalidArguments;
import org.bluez.Error.NotAuthorized;
import org.bluez.Error.NotReady;
import org.freedesktop.dbus.errors.AccessDenied;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.errors.Timeout;
import org.freedesktop.dbus.errors.UnknownInterface;
import org.freedesktop.dbus.errors.UnknownMethod;
import org.freedesktop.dbus.errors.UnknownObject;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.NotConnected;

/// The bus or BlueZ did not do what it was asked for.
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    /// Why, as far as it makes a difference to what is done next.
    enum Kind {
        /// BlueZ or the controller is busy, or this connection scans already.
        BUSY,
        /// The adapter has no power.
        OFF,
        /// This user may not.
        DENIED,
        /// The filter has something that this BlueZ does not know.
        INVALID,
        /// The adapter, the daemon or the bus is not there any more.
        GONE,
        /// There was no answer in time.
        SILENT,
        /// Anything else; only the text tells.
        FAILED
    }

    /// Something to ask over the bus.
    interface Question<T> {
        T ask() throws DBusException;
    }

    private final Kind kind;

    private Refused(Kind kind, String message, Exception cause) {
        super(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip(), cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// Asks, and sorts what goes wrong. Blocks; must not be called from a signal's handler.
    static <T> T unless(Question<T> question) throws Refused {
        try {
            return question.ask();
        } catch (DBusException e) {
            // what the library wraps says more than its own text
            throw e.getCause() instanceof RuntimeException inner
                    ? of(inner)
                    : new Refused(Kind.FAILED, (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        } catch (RuntimeException e) {
            throw of(e);
        }
    }

    private static Refused of(RuntimeException e) {
        Kind kind = switch (e) {
            case InProgress _ -> Kind.BUSY;
            case NotReady _ -> Kind.OFF;
            case AccessDenied _ -> Kind.DENIED;
            case NotAuthorized _ -> Kind.DENIED;
            case InvalidArguments _ -> Kind.INVALID;
            case UnknownObject _ -> Kind.GONE;
            case UnknownMethod _ -> Kind.GONE;
            case UnknownInterface _ -> Kind.GONE;
            case ServiceUnknown _ -> Kind.GONE;
            case NotConnected _ -> Kind.GONE;
            // a connection that breaks while it is used
            case RejectedExecutionException _ -> Kind.GONE;
            case NullPointerException _ -> Kind.GONE;
            case NoReply _ -> Kind.SILENT;
            case Timeout _ -> Kind.SILENT;
            default -> Kind.FAILED;
        };
        return new Refused(kind, e.getMessage(), e);
    }
}
