// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.Collection;
import java.util.Comparator;

/// Finds the name somebody probably meant.
final class Likely {

    private Likely() {}

    /// `; did you mean queue_size?`, or nothing when no name is near.
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .filter(each -> distance(each, name) <= Math.max(2, each.length() / 3))
                .min(Comparator.<String>comparingInt(each -> distance(each, name)).thenComparing(each -> each))
                .map(each -> "; did you mean " + each + "?")
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
