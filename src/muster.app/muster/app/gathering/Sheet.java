// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The list of one event. Immutable.
final class Sheet {

    static final Sheet EMPTY = new Sheet(List.of());

    private final List<String> pins;

    /// Made when somebody is looked for, as most lists are of events that are over.
    private volatile Map<String, String> byForm;

    private Sheet(List<String> pins) {
        this.pins = pins;
    }

    static Sheet of(Collection<String> pins) {
        return pins.isEmpty() ? EMPTY : new Sheet(pins.stream().distinct().sorted().toList());
    }

    /// In their order as text.
    List<String> pins() {
        return pins;
    }

    boolean contains(String pin) {
        return Collections.binarySearch(pins, pin) >= 0;
    }

    /// A person's number or id as it stands on the list: exactly so, else in another spelling.
    Optional<String> find(String pin, Collection<String> forms) {
        if (pins.isEmpty() || contains(pin)) {
            return pins.isEmpty() ? Optional.empty() : Optional.of(pin);
        }
        Map<String, String> spellings = spellings();
        String found = spellings.get(canonical(pin));
        for (String form : forms) {
            if (found == null) {
                found = spellings.get(canonical(form));
            }
        }
        return Optional.ofNullable(found);
    }

    /// The list with some more and some fewer.
    Sheet with(Collection<String> added, Collection<String> removed) {
        Set<String> after = new HashSet<>(pins);
        after.removeAll(removed);
        after.addAll(added);
        return of(after);
    }

    private Map<String, String> spellings() {
        Map<String, String> known = byForm;
        if (known == null) {
            Map<String, String> made = HashMap.newHashMap(pins.size());
            pins.forEach(pin -> made.putIfAbsent(canonical(pin), pin));
            known = made;
            byForm = made;
        }
        return known;
    }

    /// One spelling of an id that phones, lists and people write in capitals or not, with dashes or without.
    static String canonical(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "");
    }
}
