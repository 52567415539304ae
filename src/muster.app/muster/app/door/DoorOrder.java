// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.util.Comparator;

/// The order of PINs as the journal sorts them: by their bytes in UTF-8, which is by code points. Java's own order
/// differs beyond the first 65,536 characters.
final class DoorOrder {

    static final Comparator<String> PINS = DoorOrder::compare;

    private DoorOrder() {}

    private static int compare(String one, String other) {
        int most = Math.min(one.length(), other.length());
        for (int i = 0; i < most; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean apart = Character.isSurrogate(a) != Character.isSurrogate(b);
                return apart ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
            }
        }
        return one.length() - other.length();
    }
}
