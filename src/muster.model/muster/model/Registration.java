// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A person was put on an event's list or taken off. Immutable.
///
/// @param event id of the event
/// @param pin the person's number, or the id the person's phone advertises
/// @param removed true when the person is off the list
/// @param by who did it: an operator, `import` or `backend`
/// @param receivedAt when (UTC)
public record Registration(String event, String pin, boolean removed, String by, Instant receivedAt)
        implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
