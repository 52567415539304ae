// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/// Decides what goes wrong at one terminal, and counts it. Thread-safe.
final class Mischief {

    private final Faults faults;
    private final Random random;
    private final Map<Fault, LongAdder> struck = new EnumMap<>(Fault.class);

    Mischief(Faults faults, Random random) {
        this.faults = faults;
        this.random = random;
        for (Fault fault : Fault.values()) {
            struck.put(fault, new LongAdder());
        }
    }

    /// Whether it goes wrong this time.
    boolean strikes(Fault fault) {
        double chance = faults.chances().getOrDefault(fault, 0.0);
        if (chance <= 0 || random.nextDouble() >= chance) {
            return false;
        }
        struck.get(fault).increment();
        return true;
    }

    /// A number from 0 to below a bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// How often something went wrong.
    long struck(Fault fault) {
        return struck.get(fault).sum();
    }
}
