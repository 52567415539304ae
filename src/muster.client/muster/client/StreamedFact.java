// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import muster.model.AccessChange;
import muster.model.AlertChange;
import muster.model.BranchChange;
import muster.model.ClockReading;
import muster.model.CommandChange;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.DeadLetterChange;
import muster.model.Fact;
import muster.model.Fetched;
import muster.model.Forgotten;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.PersonChange;
import muster.model.PersonErased;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Quarantined;
import muster.model.Registration;
import muster.model.ScannerChange;
import muster.model.SilenceChange;
import muster.model.SinkChange;
import muster.model.TerminalChange;

/// What a message of `/api/stream` carries: one of these is there, under the name of its kind. Immutable.
record StreamedFact(
        Quarantined quarantine,
        Contact contact,
        TerminalChange terminalChange,
        BranchChange branch,
        PersonChange person,
        CommandChange command,
        Operation operation,
        Fetched fetch,
        ClockReading clock,
        GatheringChange gathering,
        Registration registration,
        Presence presence,
        ScannerChange scanner,
        SinkChange sink,
        DeadLetterChange deadLetter,
        AlertChange alert,
        SilenceChange silence,
        ComponentChange component,
        AccessChange access,
        PersonErased erasure,
        Forgotten forgotten,
        Notice notice) {

    /// The fact of an entry; empty when it is of an unknown kind.
    static Optional<Fact> of(StreamEntry entry) {
        if (entry.punch() != null) {
            return Optional.of(punch(entry.punch()));
        }
        StreamedFact read = Json.parse(entry.json(), StreamedFact.class);
        return Stream.<Fact>of(read.quarantine, read.contact, read.terminalChange, read.branch, read.person,
                        read.command, read.operation, read.fetch, read.clock, read.gathering, read.registration,
                        read.presence, read.scanner, read.sink, read.deadLetter, read.alert, read.silence,
                        read.component, read.access, read.erasure, read.forgotten, read.notice)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Punch punch(PunchRow row) {
        return new Punch(row.source(), row.terminal(), row.pin(), LocalDateTime.parse(row.localTime(), LocalTimes.TEXT),
                row.time().getOffset(), row.zone(), row.zoneFrom(), row.fit(), row.receivedAt(),
                given(row.state()), given(row.verifyMode()), row.workCode(), row.raw(), row.checkIn());
    }

    private static int given(Integer number) {
        return number == null ? Punch.NOT_GIVEN : number;
    }
}
