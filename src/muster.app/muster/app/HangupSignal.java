// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// SIGHUP, which ends a Java program unless somebody takes it: from systemd it asks for the configuration to be read
/// again, from a terminal window that was closed it asks for the end.
final class HangupSignal {

    private static final Logger LOG = System.getLogger(HangupSignal.class.getName());

    private HangupSignal() {}

    /// Takes it from now on.
    ///
    /// @param reload what is done; it must not take long
    static void take(Runnable reload) {
        boolean hadWindow = hasWindow();
        handle(() -> {
            if (hadWindow && !hasWindow()) {
                // not here: the end waits for threads that may wait for this one
                new Thread(() -> System.exit(0), "window-closed").start();
            } else {
                reload.run();
            }
        });
    }

    private static void handle(Runnable action) {
        try {
            // by its name: javac warns of every use of what is in jdk.unsupported
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler answer = (self, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "reload";
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, answer);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "SIGHUP ends muster here instead of reloading: {0}", e);
        }
    }

    /// Whether there is a terminal window (or an SSH session) that can be closed.
    private static boolean hasWindow() {
        try (FileInputStream _ = new FileInputStream("/dev/tty")) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
