// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.convex.PlainText;
import muster.app.terminal.Refusal;
import muster.model.RosterList;

/// Checks a list that an operator or a file gives.
final class RosterWishes {

    /// The longest number or id of a person.
    static final int PIN = 64;

    private static final int MOST = 50_000;
    private static final int NAME = 200;

    private RosterWishes() {}

    /// The people by PIN, with their name or the empty text; of one who stands there twice, the last name told.
    static Map<String, String> people(List<RosterList.Listed> people) throws Refusal {
        if (people == null) {
            throw invalid("people: a list is needed; an empty one makes everybody count");
        }
        if (people.size() > MOST) {
            throw invalid("people: at most " + MOST + " people, and these are " + people.size());
        }
        Map<String, String> byPin = LinkedHashMap.newLinkedHashMap(people.size());
        int row = 0;
        for (RosterList.Listed listed : people) {
            row++;
            String name = listed == null || listed.name() == null ? "" : PlainText.line(listed.name(), NAME);
            byPin.merge(pin(listed, row), name, (before, now) -> now.isEmpty() ? before : now);
        }
        return byPin;
    }

    private static String pin(RosterList.Listed listed, int row) throws Refusal {
        String pin = listed == null || listed.pin() == null ? "" : listed.pin().strip();
        if (!PlainText.isId(pin, PIN)) {
            throw invalid("pin: person " + row + " of the list has none; it is 1 to " + PIN
                    + " visible characters; nothing was changed");
        }
        return pin;
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
