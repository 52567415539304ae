// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import muster.app.key.ApiKey;
import muster.app.key.KeyRing;
import muster.app.key.KeysBusy;
import muster.app.key.WithoutKey;
import muster.model.Json;
import muster.model.Role;

/// Who a request comes from, and whether that is enough for what it asks for. Thread-safe.
final class Authority {

    private static final String BEARER = "Bearer ";
    private static final int WRONG_KEYS_A_MINUTE = 10;
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final byte[] fileKey;
    private final KeyRing ring;
    private final boolean open;
    private final AddressRates wrongKeys;

    /// @param settings with the key of `api.key_file`, which is an admin's
    /// @param ring the keys that have names; null = there are none
    Authority(ApiSettings settings, KeyRing ring, InstantSource clock) {
        this.fileKey = settings.key() == null ? null : settings.key().getBytes(StandardCharsets.UTF_8);
        this.ring = ring;
        // a key file always meant that nothing is told without its key
        this.open = settings.listen().getAddress().isLoopbackAddress() && fileKey == null
                && settings.access().open() == WithoutKey.LOOPBACK;
        this.wrongKeys = new AddressRates(WRONG_KEYS_A_MINUTE / 60.0, WRONG_KEYS_A_MINUTE, clock);
    }

    /// Whether whoever is on this machine may do everything, since there is no key.
    boolean isOpen() throws InterruptedException {
        return open && (ring == null || !ring.any());
    }

    /// Who it is.
    ///
    /// @param needed the least role that may; null = anybody may
    /// @throws Rejection if it is nobody who may; it tells which role is needed
    Caller caller(Exchange exchange, Role needed) throws Rejection, InterruptedException {
        if (needed == null) {
            return Caller.ANYBODY;
        }
        boolean keys = ring != null && ring.any();
        boolean here = open && !exchange.isForwarded();
        if (here && !keys) {
            return Caller.UNNAMED;
        }
        String given = exchange.header("Authorization");
        if (given == null && here && needed == Role.VIEWER) {
            return Caller.ANYBODY;
        }
        Caller caller = bearer(exchange.from(), given, needed);
        caller.require(needed);
        return caller;
    }

    private Caller bearer(InetAddress from, String given, Role needed) throws Rejection, InterruptedException {
        boolean bearer = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String offered = bearer ? given.substring(BEARER.length()).strip() : "";
        if (offered.isEmpty()) {
            throw unauthorized("this needs a key", needed);
        }
        if (fileKey != null && MessageDigest.isEqual(fileKey, offered.getBytes(StandardCharsets.UTF_8))) {
            return Caller.UNNAMED;
        }
        Optional<ApiKey> remembered = ring == null ? Optional.empty() : ring.remembered(offered);
        ApiKey key = remembered.isPresent() ? remembered.get() : tried(from, offered, needed);
        return new Caller(key.name(), key.role());
    }

    private ApiKey tried(InetAddress from, String offered, Role needed) throws Rejection, InterruptedException {
        // taken before the key is looked at, so that many at once are as many as one after the other
        Duration wait = wrongKeys.take(from);
        if (!wait.isZero()) {
            throw Guard.tooMany("too many wrong keys came from " + from.getHostAddress(), wait);
        }
        try {
            Optional<ApiKey> found = ring == null ? Optional.empty() : ring.holder(offered);
            ApiKey key = found.orElseThrow(() ->
                    unauthorized("the key is wrong, was revoked, or its time is over", needed));
            wrongKeys.giveBack(from);
            return key;
        } catch (KeysBusy e) {
            throw Guard.tooMany(e.getMessage(), BUSY);
        }
    }

    private static Rejection unauthorized(String what, Role needed) {
        return new Rejection(ProblemKind.UNAUTHORIZED, what + ": send \"Authorization: Bearer KEY\" with a key that "
                + "has the role " + Json.word(needed) + "; muster keys create makes one",
                Map.of("WWW-Authenticate", "Bearer"));
    }
}
