// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.time.LocalDateTime;
import java.util.Objects;

/// A punch on its way into an Access file. Immutable.
///
/// @param pin the person's number, the file's `Badgenumber`
/// @param name the person's name, for a person that is made; null when unknown
/// @param time local time; what is less than a second is cut off
/// @param type `I` for in, `O` for out
/// @param verifyCode raw number
/// @param terminal serial of the terminal
/// @param terminalName what people call it, for a terminal that is made; null when unknown
/// @param workCode as sent; null or empty for none
public record AccessPunch(
        String pin,
        String name,
        LocalDateTime time,
        String type,
        int verifyCode,
        String terminal,
        String terminalName,
        String workCode) {

    /// Cuts the time to whole seconds.
    public AccessPunch {
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(terminal, "terminal");
        time = time.withNano(0);
    }
}
