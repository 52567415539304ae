// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.CheckIn.Proof;
import muster.model.CheckIn.Timing;
import muster.model.Source;

/// Somebody who is to be checked in, however recognised. Immutable.
///
/// @param spelt the id as it came
/// @param pin the same as it stands on the event's list; as it came when it does not
/// @param checkIn everything else that is known; its timing is not decided yet
/// @param code a rotating code, hexadecimal, or null when it was none
/// @param raw the evidence
/// @param told when it was, if the sender said so; else null
/// @param nanos when it was noticed, on the monotonic clock
record DoorComing(
        String spelt,
        String pin,
        Source source,
        String scanner,
        CheckIn checkIn,
        String code,
        Bytes raw,
        Instant told,
        long nanos) {

    /// A phone.
    ///
    /// @param listed the id as it stands on the list, or as it came
    static DoorComing of(String event, String listed, String scanner, Comer comer) {
        CheckIn checkIn = new CheckIn(event, "ble", comer.carrier(), comer.rssi(), comer.deviceName(), comer.proof(),
                Timing.CLOCK, null, null);
        return new DoorComing(comer.pin(), listed, Source.BLE, scanner, checkIn, comer.code(),
                Bytes.of(comer.raw()), null, comer.nanos());
    }

    /// A request.
    static DoorComing of(String event, String listed, DoorRequest asked, String raw, long nanos) {
        CheckIn checkIn = new CheckIn(event, asked.method(), null, null, null, Proof.CLAIMED, Timing.CLOCK,
                asked.photo(), asked.key());
        return new DoorComing(asked.pin(), listed, Source.MANUAL, asked.scanner(), checkIn, null, Bytes.of(raw),
                asked.time(), nanos);
    }

    String event() {
        return checkIn.event();
    }

    DoorMemory.Who who() {
        return new DoorMemory.Who(event(), pin);
    }

    /// Whether the id is a rotating code that fits nobody known: then it says nothing about the person.
    boolean isAnonymous() {
        return code != null && checkIn.proof() != Proof.VERIFIED;
    }
}
