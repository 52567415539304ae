// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.security.MessageDigest;
import muster.model.CanonicalJson;
import muster.model.CanonicalText;
import muster.model.CheckIn;
import muster.model.Fact;
import muster.model.LocalTimes;
import muster.model.Punch;
import muster.model.Quarantined;

/// The text of an entry that is hashed: `{"fact":…,"kind":"…","seq":…}`, the fact as [CanonicalJson] has it. What there
/// is by the million is written straight into one buffer. Part of the file's format. Used by one thread.
final class LeafText {

    private final CanonicalText text = new CanonicalText();

    /// Writes the text of an entry.
    LeafText write(long seq, Fact fact) {
        switch (fact) {
            case Punch punch -> {
                text.clear().open();
                write(punch);
                end(seq, "punch");
            }
            case Quarantined held -> {
                text.clear().open();
                write(held);
                end(seq, "quarantine");
            }
            default -> write(seq, fact.kind(), CanonicalJson.of(fact));
        }
        return this;
    }

    /// Writes the text of an entry.
    ///
    /// @param canonical the fact
    LeafText write(long seq, String kind, String canonical) {
        text.clear().open().json("fact", canonical);
        end(seq, kind);
        return this;
    }

    private void write(Punch punch) {
        text.open("fact");
        if (punch.checkIn() != null) {
            write(punch.checkIn());
        }
        text.member("fit", punch.fit())
                .member("local_time", LocalTimes.text(punch.localTime()))
                .member("offset", punch.offset().getId())
                .member("pin", punch.pin())
                .member("raw", punch.raw().toString())
                .member("received_at", punch.receivedAt().toString())
                .member("source", punch.source())
                .member("state", punch.state())
                .member("terminal", punch.terminal())
                .member("verify_mode", punch.verifyMode())
                .member("work_code", punch.workCode())
                .member("zone", punch.zone())
                .member("zone_from", punch.zoneFrom())
                .close();
    }

    private void write(CheckIn checkIn) {
        text.open("check_in")
                .member("carrier", checkIn.carrier())
                .member("device_name", checkIn.deviceName())
                .member("event", checkIn.event())
                .member("key", checkIn.key())
                .member("method", checkIn.method())
                .member("photo", checkIn.photo())
                .member("proof", checkIn.proof());
        if (checkIn.rssi() != null) {
            text.member("rssi", checkIn.rssi());
        }
        text.member("timing", checkIn.timing()).close();
    }

    private void write(Quarantined held) {
        text.open("fact")
                .member("detail", held.detail())
                .member("raw", held.raw().toString())
                .member("reason", held.reason())
                .member("received_at", held.receivedAt().toString())
                .member("source", held.source())
                .member("table", held.table())
                .member("terminal", held.terminal())
                .close();
    }

    private void end(long seq, String kind) {
        text.member("kind", kind).member("seq", seq).close();
    }

    /// Goes on with a digest.
    void into(MessageDigest digest) {
        text.into(digest);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
