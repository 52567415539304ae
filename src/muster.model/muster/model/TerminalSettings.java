// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// What an operator sets of a terminal. Immutable; a null field is left as it is.
///
/// @param serial its serial; needed to add one
/// @param name what people call it
/// @param zone IANA zone or fixed offset of its clock; empty = back to the default
/// @param addresses addresses and networks it may call from; empty list = any
/// @param branch id of its branch; empty = none
/// @param pull how it is read on port 4370
public record TerminalSettings(
        String serial, String name, String zone, List<String> addresses, String branch, PullSettings pull) {

    /// Settings of a terminal that only pushes.
    public TerminalSettings(String serial, String name, String zone, List<String> addresses) {
        this(serial, name, zone, addresses, null, null);
    }
}
