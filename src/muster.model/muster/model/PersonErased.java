// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Everything that named a person was taken out of the journal. It does not say who it was. Immutable.
///
/// @param pseudonym what stands in the place of the PIN from now on, of nobody else and made from nothing
/// @param counts how many rows were changed, by table; `waiting` is how many deliveries were dropped with them
/// @param reason why, as an operator said
/// @param by who did it
/// @param receivedAt when (UTC)
public record PersonErased(String pseudonym, Map<String, Long> counts, String reason, String by, Instant receivedAt)
        implements Fact {

    /// What a pseudonym begins with.
    public static final String PREFIX = "erased-";

    private static final Pattern PSEUDONYM = Pattern.compile(PREFIX + "[0-9a-f]{12}");

    /// Copies the counts, so that the record stays immutable.
    public PersonErased {
        counts = counts == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /// Whether a PIN stands for somebody who was erased.
    public static boolean isPseudonym(String pin) {
        return pin != null && pin.startsWith(PREFIX) && PSEUDONYM.matcher(pin).matches();
    }

    @Override
    public String terminal() {
        return null;
    }
}
