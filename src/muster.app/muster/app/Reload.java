// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;

/// Reads the configuration again when it is asked to, and goes on with what can change while muster runs. A wrong one
/// changes nothing. [#ask] is thread-safe; the rest is for one thread.
final class Reload {

    private static final Logger LOG = System.getLogger(Reload.class.getName());

    /// Settings, and beginnings of settings, that can change while muster runs.
    private static final List<String> LIVE = List.of("log.level", "alerts.repeat", "rules.", "channels.", "heartbeat.");

    /// Who goes on with a new configuration.
    interface Taking {
        void take(Config config) throws InterruptedException;
    }

    private final ConfigReader reader;
    private final Supervisor supervisor;
    private final Taking taking;
    private final SortedMap<String, String> running;
    private final Semaphore asked = new Semaphore(0);

    /// @param reader of the configuration that is in force
    /// @param taking goes on with those settings that can change
    Reload(ConfigReader reader, Supervisor supervisor, Taking taking) {
        this.reader = reader;
        this.supervisor = supervisor;
        this.taking = taking;
        this.running = new TreeMap<>(reader.texts());
    }

    /// Asks for it; does not wait.
    void ask() {
        asked.release();
    }

    /// Does it whenever it was asked for, until it is interrupted.
    void run() throws InterruptedException {
        while (true) {
            asked.acquire();
            asked.drainPermits();
            supervisor.reloading();
            try {
                reload();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a fault of muster itself: the configuration was not taken as a whole; a restart"
                        + " takes it", e);
            } finally {
                supervisor.ready();
            }
        }
    }

    /// Does it once.
    void reload() throws InterruptedException {
        Config config;
        SortedMap<String, String> texts;
        try {
            config = reader.read();
            texts = reader.texts();
        } catch (ConfigException e) {
            LOG.log(Level.ERROR, "the configuration is wrong, so muster goes on with the one it has; once it is right, "
                    + "reload again");
            e.mistakes().forEach(line -> LOG.log(Level.ERROR, "{0}", line));
            return;
        }
        SortedSet<String> changed = changed(texts);
        SortedSet<String> live = new TreeSet<>(changed);
        live.removeIf(name -> !isLive(name));
        changed.removeAll(live);
        if (!live.isEmpty()) {
            taking.take(config);
            live.forEach(name -> running.compute(name, (_, _) -> texts.get(name)));
        }
        LOG.log(Level.INFO, "the configuration was read again; {0}",
                live.isEmpty()
                        ? "nothing of it changes while muster runs"
                        : "in force now: " + String.join(", ", live));
        if (!changed.isEmpty()) {
            LOG.log(Level.WARNING, "a restart is needed for {0}", String.join(", ", changed));
        }
    }

    private SortedSet<String> changed(SortedMap<String, String> texts) {
        SortedSet<String> names = new TreeSet<>(running.keySet());
        names.addAll(texts.keySet());
        names.removeIf(name -> Objects.equals(running.get(name), texts.get(name)));
        return names;
    }

    private static boolean isLive(String name) {
        return LIVE.stream().anyMatch(live -> live.endsWith(".") ? name.startsWith(live) : name.equals(live));
    }
}
