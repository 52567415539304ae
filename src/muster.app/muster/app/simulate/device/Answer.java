// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.List;

/// What a terminal does upon a request. Immutable.
///
/// @param packets what it sends, in order; at times nothing
/// @param leaves whether it then switches itself off, to come back later
record Answer(List<Packet> packets, boolean leaves) {

    static Answer of(List<Packet> packets) {
        return new Answer(packets, false);
    }

    static Answer of(Packet packet) {
        return of(List.of(packet));
    }

    Answer leaving() {
        return new Answer(packets, true);
    }
}
