// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonObject;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/// A punch as the API, the exports and the sinks show it.
final class PunchRowTest {

    private static final Punch BARE = (Punch) Samples.FACTS.get(1);

    @Test
    void aRowNamesTerminalPersonAndNumbers() {
        assertEquals(
                """
                {"seq":17,"source":"push","terminal":"TSTATT000001","terminal_name":"Gate <1> & \\"Café\\"",\
                "pin":"0042","person_name":"Ada","local_time":"2026-11-20 08:00:05",\
                "time":"2026-11-20T08:00:05+05:30","zone":"Asia/Kolkata","zone_from":"terminal","fit":"exact",\
                "received_at":"2026-11-20T02:30:07.250Z","state":0,"state_name":"check-in",\
                "verify_mode":1,"verify_mode_name":"finger","work_code":"7",\
                "raw":"0042\\t2026-11-20 08:00:05\\t0\\t1\\t7"}""",
                Json.text(PunchRow.of(17, Samples.PUNCH, Samples.TERMINAL, "Ada")));
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertEquals(
                """
                {"seq":18,"source":"push","terminal":"TSTATT000001","terminal_name":"TSTATT000001",\
                "pin":"0042","local_time":"2026-11-20 08:00:05","time":"2026-11-20T08:00:05+05:30","zone":"+05:30",\
                "zone_from":"config","fit":"exact","received_at":"2026-11-20T02:30:07.250Z","work_code":"","raw":""}""",
                Json.text(PunchRow.of(18, BARE, null, null)));
    }

    @Test
    void aRowOfACheckInSaysWhatIsKnownOfIt() {
        Punch atDoor = (Punch) Samples.FACTS.get(3);
        PunchRow row = PunchRow.of(19, atDoor, null, null);
        assertEquals(Samples.CHECK_IN, row.checkIn());
        assertNull(row.state());
        assertNull(row.verifyMode());
        assertEquals(row, Json.parse(Json.text(row), PunchRow.class));
    }

    /// Rows are not written by Gson's own means, which would forget nothing.
    @Test
    void aRowHasAMemberForAllThatIsKnown() {
        PunchRow row = PunchRow.of(17, Samples.PUNCH, Samples.TERMINAL, "Ada");
        PunchRow full = new PunchRow(row.seq(), row.source(), row.terminal(), row.terminalName(), row.pin(),
                row.personName(), row.localTime(), row.time(), row.zone(), row.zoneFrom(), row.fit(), row.receivedAt(),
                row.state(), row.stateName(), row.verifyMode(), row.verifyModeName(), row.workCode(), row.raw(),
                Samples.CHECK_IN);
        String text = Json.text(full);
        assertEquals(full, Json.parse(text, PunchRow.class));
        assertEquals(PunchRow.class.getRecordComponents().length, Json.parse(text, JsonObject.class).size());
        PunchRow bare = new PunchRow(
                1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
        assertEquals("{\"seq\":1}", Json.text(bare));
    }

    @Test
    void othersMaySeeAnotherNumberAndAnotherTime() {
        PunchRow row = PunchRow.of(17, Samples.PUNCH, Samples.TERMINAL, "Ada");
        OffsetDateTime time = row.time().minusMinutes(10);
        PunchRow shown = row.shownAs("B42", time.toLocalDateTime(), time);
        assertEquals(row, shown.shownAs(row.pin(), Samples.PUNCH.localTime(), row.time()));
        assertEquals("B42 2026-11-20 07:50:05 2026-11-20T07:50:05+05:30",
                shown.pin() + " " + shown.localTime() + " " + shown.time());
    }

    @Test
    void theInstantIsTheSameAsThePunchs() {
        OffsetDateTime time = PunchRow.of(1, Samples.PUNCH, null, null).time();
        assertEquals(Samples.PUNCH.instant(), time.toInstant());
        assertEquals(Samples.PUNCH.localTime(), time.toLocalDateTime());
    }

    @Test
    void anUnknownTerminalsVerifyModeIsNamedOnlyWhenThatIsCertain() {
        Punch card = new Punch(BARE.source(), BARE.terminal(), BARE.pin(), BARE.localTime(), BARE.offset(), BARE.zone(),
                BARE.zoneFrom(), BARE.fit(), BARE.receivedAt(), 255, 4, "", Bytes.EMPTY);
        PunchRow unknown = PunchRow.of(1, card, null, null);
        assertEquals(4, unknown.verifyMode());
        assertNull(unknown.verifyModeName());
        assertEquals("undefined", unknown.stateName());
        assertEquals("card", PunchRow.of(1, card, Samples.TERMINAL, null).verifyModeName());
    }
}
