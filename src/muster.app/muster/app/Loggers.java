// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the loggers of the program and of the JDK, and knows from which level on they say anything. Thread-safe.
/// Made by the JDK, once.
///
/// In place of tinylog's own finder (jsl-tinylog): that asks for the calling class before it knows whether a line is
/// wanted, and cannot be told another level as long as it runs. A line nobody wants, one for every request of a
/// terminal, then cost a fifth of the request.
public final class Loggers extends System.LoggerFinder {

    private final Map<String, System.Logger> loggers = new ConcurrentHashMap<>();
    private volatile Level threshold = Level.INFO;

    /// The one the JDK made.
    static Loggers running() {
        return (Loggers) System.LoggerFinder.getLoggerFinder();
    }

    /// Below this level nothing is logged from now on.
    void threshold(Level least) {
        threshold = least;
    }

    Level threshold() {
        return threshold;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return loggers.computeIfAbsent(name, known -> new TinyLogger(known, this));
    }
}
