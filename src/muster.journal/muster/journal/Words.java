// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.Locale;
import muster.model.Json;

/// Enums in the file: the same words as in JSON.
final class Words {

    private Words() {}

    /// The inverse of [Json#word(Enum)].
    ///
    /// @throws IllegalArgumentException if there is no such word
    static <E extends Enum<E>> E of(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
