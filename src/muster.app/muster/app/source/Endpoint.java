// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a terminal can ask for: the last part of its path (zk-push.md sections 4 and 8). Immutable.
public enum Endpoint {
    /// Options and clocks are asked for, records are brought.
    CDATA,
    /// A photo is brought.
    FDATA,
    /// Rows that a command asked for are brought.
    QUERYDATA,
    /// Commands are asked for.
    GETREQUEST,
    /// Results of commands are told.
    DEVICECMD,
    /// An access terminal tells what it is.
    REGISTRY,
    /// An access terminal asks how to behave.
    PUSH,
    /// An access terminal asks for the time.
    RTDATA,
    /// A terminal asks whether somebody is there.
    PING,
    /// The same.
    TEST;

    /// The part of the path, in lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// That of a word; empty when there is none.
    static Optional<Endpoint> of(String word) {
        return Stream.of(values()).filter(endpoint -> endpoint.word().equals(word)).findFirst();
    }
}
