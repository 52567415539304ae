// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What goes wrong, and how often. Immutable.
///
/// @param chances how likely each is whenever it could strike, 0 to 1
public record Faults(Map<Fault, Double> chances) {

    /// Nothing goes wrong.
    public static final Faults NONE = new Faults(Map.of());

    private static final double USUAL = 0.1;

    /// Copies the map, so that the record stays immutable.
    public Faults {
        chances = Map.copyOf(chances);
    }

    /// Reads `cut` or `slow:0.5` from each text: a name, with its chance or without.
    ///
    /// @throws IllegalArgumentException if a name or a chance is none
    public static Faults parse(List<String> texts) {
        Map<Fault, Double> chances = new EnumMap<>(Fault.class);
        for (String text : texts) {
            String[] pair = text.strip().split(":", 2);
            chances.put(fault(pair[0]), pair.length == 1 ? USUAL : chance(pair[1]));
        }
        return new Faults(chances);
    }

    private static Fault fault(String label) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + label + "' is no fault; there are " + Fault.labels()));
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
}
