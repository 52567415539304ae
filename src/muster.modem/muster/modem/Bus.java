// SPDX-License-Identifier: Apache-2.0
package muster.modem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.modem.ModemException.Kind;
import muster.modem.bus.Messaging;
import muster.modem.bus.Sms;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.errors.AccessDenied;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.errors.Timeout;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.dbus.interfaces.CallbackHandler;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.types.Variant;

/// One connection to the bus. For one thread.
final class Bus implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Bus.class.getName());

    private static final String SERVICE = "org.freedesktop.ModemManager1";
    private static final String ROOT = "/org/freedesktop/ModemManager1";
    /// dbus-java tries twice in a second for so many milliseconds, ten seconds if not told.
    private static final int ONE_ATTEMPT = 500;

    /// Something to ask over the bus.
    private interface Question<T> {
        T ask() throws DBusException;
    }

    private final DBusConnection connection;

    private Bus(DBusConnection connection) {
        this.connection = connection;
    }

    /// Connects.
    static Bus open(String address) throws ModemException {
        try {
            return new Bus((address == null
                            ? DBusConnectionBuilder.forSystemBus()
                            : DBusConnectionBuilder.forAddress(address))
                    .withShared(false)
                    .transportConfig()
                    .withTimeout(ONE_ATTEMPT)
                    .back()
                    .build());
        } catch (DBusException | RuntimeException e) {
            throw new ModemException(Kind.NO_BUS,
                    "the message was not sent: the system bus cannot be reached (" + text(e) + ")", e);
        }
    }

    /// Sees to it that ModemManager is there or will be started by the bus.
    void requireModemManager() throws ModemException {
        boolean there = ask(() -> {
            DBus bus = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            return bus.NameHasOwner(SERVICE) || List.of(bus.ListActivatableNames()).contains(SERVICE);
        });
        if (!there) {
            throw noModemManager(null);
        }
    }

    /// Everything ModemManager has, by path and interface.
    Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects() throws ModemException {
        return ask(() -> connection.getRemoteObject(SERVICE, ROOT, ObjectManager.class).GetManagedObjects());
    }

    /// Sends a message by a modem, then takes it out of the modem's list, which holds a few dozen as a rule.
    void send(String modem, String number, String text, Duration timeout)
            throws ModemException, InterruptedException {
        Messaging messaging = ask(() -> connection.getRemoteObject(SERVICE, modem, Messaging.class));
        DBusPath message = ask(() -> messaging.create(
                Map.of("number", new Variant<>(number), "text", new Variant<>(text))));
        try {
            await(ask(() -> connection.getRemoteObject(SERVICE, message.getPath(), Sms.class)), timeout);
        } finally {
            forget(messaging, message);
        }
    }

    /// A call by itself would wait for 20 seconds at most, which a bad network takes for one message.
    private void await(Sms message, Duration timeout) throws ModemException, InterruptedException {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        connection.callWithCallback(message, "send", new CallbackHandler<Void>() {
            @Override
            public void handle(Void nothing) {
                answer.complete(null);
            }

            @Override
            public void handleError(DBusExecutionException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        } catch (TimeoutException e) {
            throw silent(e);
        }
    }

    private void forget(Messaging messaging, DBusPath message) {
        try {
            messaging.delete(message);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "message {0} stays in the modem: {1}", message, e.getMessage());
        }
    }

    private static <T> T ask(Question<T> question) throws ModemException {
        try {
            return question.ask();
        } catch (DBusException | RuntimeException e) {
            throw refused(e);
        }
    }

    private static ModemException refused(Throwable failure) {
        // what the library wraps says more than its own text
        Throwable e = failure instanceof DBusException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (e) {
            case ServiceUnknown _ -> noModemManager(e);
            case NoReply _ -> silent(e);
            case Timeout _ -> silent(e);
            case NotConnected _ -> new ModemException(Kind.NO_BUS,
                    "the system bus broke off; whether the message was sent is not known", e);
            case AccessDenied _ -> new ModemException(Kind.REFUSED,
                    "the message was not sent: the user muster runs as may not use ModemManager (" + text(e) + ")", e);
            default -> new ModemException(Kind.REFUSED,
                    "the message was not sent: ModemManager refused it (" + text(e) + ")", e);
        };
    }

    private static ModemException noModemManager(Throwable cause) {
        return new ModemException(Kind.NO_MODEM_MANAGER, "the message was not sent: ModemManager does not run here;"
                + " apt install modemmanager, then systemctl start ModemManager", cause);
    }

    private static ModemException silent(Throwable cause) {
        return new ModemException(Kind.SILENT,
                "ModemManager did not answer in time; whether the message was sent is not known", cause);
    }

    private static String text(Throwable e) {
        Throwable said = e;
        while (said.getMessage() == null && said.getCause() != null) {
            said = said.getCause();
        }
        String text = said.getMessage() == null ? said.getClass().getSimpleName() : said.getMessage();
        return text.replaceAll("[\\p{C}\\s]+", " ").strip();
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
