// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import muster.journal.Journal;
import muster.journal.JournalException;

/// What only the wiring, the package above, can make: its classes are its own.
final class Wired {

    private Wired() {}

    /// An object of a class of `muster.app`, given whatever it asks for.
    static Object made(String name, Map<String, String> environment, InstantSource clock) {
        try {
            Constructor<?> made = Class.forName("muster.app." + name).getDeclaredConstructors()[0];
            made.setAccessible(true);
            Object[] given = Stream.of(made.getParameterTypes())
                    .map(type -> type == InstantSource.class ? clock : environment)
                    .toArray();
            return made.newInstance(given);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /// What commands of a muster in this environment do without a daemon.
    static Object offline(Map<String, String> environment, InstantSource clock) {
        return made("Offline", environment, clock);
    }

    /// What one of its methods makes over a journal.
    static <T> T over(Object offline, String method, Class<T> made, Journal journal, Path directory)
            throws JournalException, UserError {
        try {
            Method called = offline.getClass().getDeclaredMethod(method, Journal.class, Path.class);
            called.setAccessible(true);
            return made.cast(called.invoke(offline, journal, directory));
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case JournalException journalException -> throw journalException;
                case UserError userError -> throw userError;
                default -> throw new AssertionError(e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
