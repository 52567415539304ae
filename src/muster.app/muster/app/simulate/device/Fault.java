// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What goes wrong at a terminal, or between it and its client.
public enum Fault {
    /// A frame comes in pieces, cut anywhere, with pauses between. TCP only.
    CUT,
    /// All frames of an answer come as one piece, with an event behind them when the client listens; a live
    /// punch comes as two. TCP only.
    COALESCE,
    /// Somebody punches in the middle of an answer; only while the client listens.
    EVENT,
    /// The answer comes late.
    LATE,
    /// A count of records that is not so.
    LIE,
    /// A table ends before the number of bytes it announced.
    SHORT,
    /// No answer.
    SILENCE,
    /// The connection is reset, at times in the middle of an answer; by UDP the session is forgotten.
    RESET,
    /// The bytes dribble. TCP only.
    SLOW,
    /// A table's announcement comes twice.
    DUPLICATE_1500,
    /// Bytes without a meaning behind the end of a text or a table.
    STRAY,
    /// Bytes that belong to no frame, before one. TCP only.
    GARBAGE,
    /// A checksum that is one too small, as some have it that speak this protocol.
    WRONG_CHECKSUM_LOW,
    /// A checksum that is simply wrong.
    WRONG_CHECKSUM,
    /// A datagram gets lost. UDP only.
    LOST,
    /// A record says it was made on a day that does not exist.
    BAD_TIME,
    /// The terminal goes away, and comes back after some seconds.
    AWAY;

    /// What it is called on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The names of all of them, for people.
    public static String labels() {
        return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
    }
}
