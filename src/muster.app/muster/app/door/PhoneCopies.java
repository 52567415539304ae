// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks for ids that were copied: a fixed id proves nothing, but some copies can be noticed. Thread-safe.
///
/// - Many ids from one address: somebody tries them out. An honest phone changes its address each time it begins to
///   advertise (ble.md section 3), so it never sends many.
/// - One id from two addresses in turns: two phones, or one that sends it twice. A phone that changes its address
///   never goes back to the old one.
/// - A rotating code of a phone that fell silent, from another address. At the moment of a change of address that is
///   the phone itself, for the code lives on for the rest of its step; later it is a copy.
final class PhoneCopies {

    /// What is suspicious.
    enum Sign {
        MANY_IDS("one phone sends many different ids", "Look for the address in the check-ins' evidence"),
        MANY_ADDRESSES("the same id is sent from several addresses in turns",
                "If it is not one phone that sends its id twice, look for the address in the check-ins' evidence"),
        REPLAYED("a rotating id is sent again by another phone", "It was refused, the person's own phone counts");

        final String words;
        final String advice;

        Sign(String words, String advice) {
            this.words = words;
            this.advice = advice + ".";
        }
    }

    /// As many different ids of one address within [#WHILE] are suspicious.
    static final int IDS = 4;

    /// As many returns to an address that was left are.
    static final int RETURNS = 2;

    private static final int ADDRESSES = 8;

    static final Duration WHILE = Duration.ofMinutes(1);

    /// A phone that changes its address is not silent for longer: three scan cycles of BlueZ (ble.md section 0).
    static final Duration SILENT = Duration.ofSeconds(30);

    private static final int REMEMBERED = 20_000;

    private final Map<String, Ids> byAddress = remembered();
    private final Map<String, Addresses> byId = remembered();

    /// One report of an id.
    ///
    /// @param replayed whether it is a rotating code that another address sent before
    /// @return what is suspicious about it; each address or id is suspicious once within [#WHILE]
    synchronized Optional<Sign> hear(String id, String address, boolean replayed, long nanos) {
        Sign sign = null;
        if (byAddress.computeIfAbsent(address, _ -> new Ids()).many(id, nanos)) {
            sign = Sign.MANY_IDS;
        }
        Addresses addresses = byId.computeIfAbsent(id, _ -> new Addresses());
        boolean silent = addresses.isSilent(nanos);
        if (addresses.inTurns(address, nanos)) {
            sign = replayed ? Sign.REPLAYED : Sign.MANY_ADDRESSES;
        } else if (replayed && silent) {
            sign = Sign.REPLAYED;
        }
        return Optional.ofNullable(sign);
    }

    private static <V> Map<String, V> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private static final class Ids {

        private final Set<String> ids = HashSet.newHashSet(IDS);
        private long since;

        boolean many(String id, long nanos) {
            if (ids.isEmpty() || nanos - since > WHILE.toNanos()) {
                ids.clear();
                since = nanos;
            }
            return ids.size() < IDS && ids.add(id) && ids.size() == IDS;
        }
    }

    private static final class Addresses {

        private final Set<String> recent = HashSet.newHashSet(ADDRESSES);
        private String now;
        private long last;
        private long since;
        private int returns;

        boolean isSilent(long nanos) {
            return now != null && nanos - last > SILENT.toNanos();
        }

        /// Whether the id went to and fro between addresses often enough within [#WHILE].
        boolean inTurns(String address, long nanos) {
            if (now != null && nanos - last < 0) {
                return false;
            }
            last = nanos;
            if (address.equals(now)) {
                return false;
            }
            if (now == null || nanos - since > WHILE.toNanos()) {
                recent.clear();
                returns = 0;
                since = nanos;
            }
            if (now != null && recent.size() < ADDRESSES) {
                recent.add(now);
            }
            now = address;
            return recent.contains(address) && ++returns == RETURNS;
        }
    }
}
