// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.Comparator;
import java.util.function.Function;

/// Finds the setting somebody probably meant.
final class Nearest {

    private Nearest() {}

    /// `; did you mean push.unknown?`, or nothing when no name is near.
    ///
    /// @param form the name of a setting, as it is written where the wrong one was found
    static String hint(String name, Function<Key<?>, String> form) {
        return Keys.all().stream()
                .map(form)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .filter(known -> distance(known, name) <= Math.max(3, name.length() / 3))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    /// How many letters must be added, taken away or changed (Levenshtein).
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
