// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import java.time.Instant;
import muster.model.Role;

/// A key of the API as it is kept: everything but the key. Immutable.
///
/// @param id the part of the key that is no secret
/// @param name what the acts of its bearer are filed under
/// @param role what it is good for
/// @param hash of its secret; null once it is revoked
/// @param createdAt when (UTC)
/// @param by who made it
/// @param expiresAt from when on it is worth nothing (UTC); null = it does not end by itself
/// @param revokedAt when it was taken away (UTC); null = it was not
/// @param revokedBy who took it away; null = nobody did
public record ApiKey(
        String id,
        String name,
        Role role,
        SlowHash hash,
        Instant createdAt,
        String by,
        Instant expiresAt,
        Instant revokedAt,
        String revokedBy) {

    /// Whether it was taken away.
    public boolean isRevoked() {
        return revokedAt != null;
    }

    /// Whether its time is over.
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    ApiKey revoked(String who, Instant now) {
        return new ApiKey(id, name, role, null, createdAt, by, expiresAt, now, who);
    }

    boolean isWhole() {
        return id != null && name != null && role != null && createdAt != null && by != null
                && (isRevoked() || hash != null && hash.isWhole());
    }
}
