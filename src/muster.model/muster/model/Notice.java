// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.Map;

/// Something an operator should know: a monitor event of the kinds `scan`, `sync`, `sms`, `photo`,
/// `error`, `warning`, `info` or a free one. Immutable.
///
/// @param level how much it matters
/// @param topic the kind, one word
/// @param terminal the terminal it is about, or null
/// @param message a sentence for people
/// @param context further facts by name; no personal data
/// @param receivedAt when (UTC)
public record Notice(
        Level level, String topic, String terminal, String message, Map<String, String> context, Instant receivedAt)
        implements Fact {

    /// Copies the context, so that the record stays immutable.
    public Notice {
        context = context == null ? Map.of() : Map.copyOf(context);
    }

    /// How much a notice matters.
    public enum Level {
        /// Something is lost or stopped unless somebody acts.
        ERROR,
        /// Something will need a look.
        WARNING,
        /// Good to know.
        INFO
    }
}
