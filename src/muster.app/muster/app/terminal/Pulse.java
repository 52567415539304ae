// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.Instant;

/// What is known of a terminal's last contacts since this muster was started. Immutable; unknown is null.
///
/// @param contact its last request of any kind
/// @param address where it came from
/// @param upload its last upload of records
/// @param clockOffsetSeconds its clock minus ours, from its last live punch
/// @param users how many people it says it holds
/// @param records how many punches it says it holds
/// @param counted when it said so
/// @param announced whether the journal says it is online
record Pulse(
        Instant contact,
        String address,
        Instant upload,
        Long clockOffsetSeconds,
        Integer users,
        Integer records,
        Instant counted,
        boolean announced) {

    static final Pulse NONE = new Pulse(null, null, null, null, null, null, null, false);

    Pulse heard(Instant at, String from) {
        return new Pulse(at, from, upload, clockOffsetSeconds, users, records, counted, true);
    }

    Pulse silent() {
        return new Pulse(contact, address, upload, clockOffsetSeconds, users, records, counted, false);
    }

    Pulse uploaded(Instant at, Long offset) {
        return new Pulse(
                contact, address, at, offset == null ? clockOffsetSeconds : offset, users, records, counted, announced);
    }

    Pulse withClockOffset(long seconds) {
        return new Pulse(contact, address, upload, seconds, users, records, counted, announced);
    }

    Pulse counted(Instant at, Integer newUsers, Integer newRecords) {
        return new Pulse(
                contact,
                address,
                upload,
                clockOffsetSeconds,
                newUsers == null ? users : newUsers,
                newRecords == null ? records : newRecords,
                at,
                announced);
    }
}
