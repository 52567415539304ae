// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A key of the API was made or taken away. Immutable. The key itself is never in it.
///
/// @param name of the key: what the acts of its bearer are filed under
/// @param role what it is good for
/// @param act `created` or `revoked`
/// @param by who did it
/// @param receivedAt when muster noticed (UTC)
public record AccessChange(String name, Role role, String act, String by, Instant receivedAt) implements Fact {

    @Override
    public String terminal() {
        return null;
    }
}
