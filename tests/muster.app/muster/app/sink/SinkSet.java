// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import muster.app.House;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.app.sink.file.FileSink;

/// Sinks for houses whose API is open. Their clock is the real one, for pauses are waited for.
public final class SinkSet {

    private SinkSet() {}

    /// No sink at all.
    public static Sinks none(House house) {
        return of().apply(house);
    }

    /// These sinks, without profiles.
    public static Function<House, Sinks> of(Sinks.Configured... sinks) {
        return of(List.of(), sinks);
    }

    /// These sinks, and the profiles they name.
    public static Function<House, Sinks> of(List<ProfileConfig> profiles, Sinks.Configured... sinks) {
        Map<String, ProfileConfig> named = new HashMap<>();
        profiles.forEach(profile -> named.put(profile.name(), profile));
        return house -> Sinks.start(List.of(sinks), named, house.journal, house.terminals, InstantSource.system(),
                new Random(7));
    }

    /// A sink whose target is in memory.
    ///
    /// @param profile name of its profile, or null
    public static Sinks.Configured memory(String name, SinkConfig.Mode mode, String profile, MemoryTarget target) {
        return new Sinks.Configured(
                config(name, mode, profile, new Target.Files(Path.of("."), "jsonl", "full", "day", 0, false, false)),
                target);
    }

    /// A sink that writes files, a line for each punch.
    ///
    /// @param by a file each `day` or `event`
    public static Sinks.Configured files(String name, Path folder, String by) {
        Target.Files target = new Target.Files(folder, "csv", "punches", by, 0, false, false);
        return new Sinks.Configured(config(name, SinkConfig.Mode.LIVE, null, target),
                new FileSink(target, House.KOLKATA, InstantSource.system()));
    }

    private static SinkConfig config(String name, SinkConfig.Mode mode, String profile, Target target) {
        return new SinkConfig(name, mode, Duration.ofMillis(300), SinkConfig.Begin.START, Optional.empty(),
                Duration.ofMillis(20), Optional.ofNullable(profile), Set.of("punch"), target);
    }
}
