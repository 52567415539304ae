// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import muster.model.Source;

/// The numbers of the sources in the file, one bit each, so that a set of them is a number too.
final class Sources {

    /// The numbers from this one on are of sources that can bring a check-in.
    static final int DOOR = 4;

    private Sources() {}

    /// The number of a source; part of the file's format.
    static int code(Source source) {
        return switch (source) {
            case PUSH -> 1;
            case PULL -> 2;
            case BLE -> 4;
            case MANUAL -> 8;
            case IMPORT -> 16;
        };
    }

    /// The inverse of [#code(Source)].
    ///
    /// @throws IllegalArgumentException if no source has that number
    static Source of(int code) {
        return switch (code) {
            case 1 -> Source.PUSH;
            case 2 -> Source.PULL;
            case 4 -> Source.BLE;
            case 8 -> Source.MANUAL;
            case 16 -> Source.IMPORT;
            default -> throw new IllegalArgumentException("no source has the number " + code);
        };
    }
}
