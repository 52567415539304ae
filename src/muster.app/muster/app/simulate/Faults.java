// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What goes wrong, and how often. Immutable.
///
/// @param chances how likely each is for an upload, 0 to 1
public record Faults(Map<Fault, Double> chances) {

    /// Nothing goes wrong.
    public static final Faults NONE = new Faults(Map.of());

    private static final double USUAL = 0.1;

    /// Copies the map, so that the record stays immutable.
    public Faults {
        chances = Map.copyOf(chances);
    }

    /// Reads `cut,slow:0.5`: names, each with its chance or without.
    ///
    /// @throws IllegalArgumentException if a name or a chance is none
    public static Faults parse(String text) {
        Map<Fault, Double> chances = new EnumMap<>(Fault.class);
        for (String part : text.split(",")) {
            String[] pair = part.strip().split(":", 2);
            chances.put(fault(pair[0]), pair.length == 1 ? USUAL : chance(pair[1]));
        }
        return new Faults(chances);
    }

    private static Fault fault(String name) {
        for (Fault fault : Fault.values()) {
            if (name(fault).equals(name)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no fault; there are " + names());
    }

    private static double chance(String text) {
        try {
            double chance = Double.parseDouble(text);
            if (chance >= 0 && chance <= 1) {
                return chance;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no chance from 0 to 1");
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The names of all faults.
    public static String names() {
        return Arrays.stream(Fault.values()).map(Faults::name).collect(Collectors.joining(", "));
    }

    /// What goes wrong with the next upload; null when nothing does.
    Fault draw(RandomGenerator random) {
        for (Fault fault : Fault.values()) {
            if (random.nextDouble() < chances.getOrDefault(fault, 0.0)) {
                return fault;
            }
        }
        return null;
    }
}
