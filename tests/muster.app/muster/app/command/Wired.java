// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.lang.reflect.Constructor;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

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
}
