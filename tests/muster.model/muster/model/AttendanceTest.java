// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The stream `/devices/events`, whose readers exist already (product.md SSE-10, ZKR-04).
final class AttendanceTest {

    @Test
    void itsMembersAreThoseItsReadersKnow() {
        Terminal gate = new Terminal("TSTATT000001", "Gate", Terminal.State.APPROVED, null, null, "att2", "", "", null,
                Samples.RECEIVED);
        assertEquals(
                """
                {"type":"attendance","device_id":"TSTATT000001","device_name":"Gate",\
                "serial_number":"TSTATT000001","user_id":"0042","timestamp":"2026-11-20 08:00:05",\
                "action":0,"method":1,\
                "raw_data":{"user_id":"0042","timestamp":"2026-11-20 08:00:05","status":0,"verify_method":1}}""",
                Json.text(Attendance.of(Samples.PUNCH, gate)));
    }

    @Test
    void aTerminalThatIsNotKnownIsUnknownButKeepsItsSerial() {
        assertEquals(
                """
                {"type":"attendance","device_id":"unknown","device_name":"Push Device TSTATT000001",\
                "serial_number":"TSTATT000001","user_id":"0042","timestamp":"2026-11-20 08:00:05",\
                "action":0,"method":1,\
                "raw_data":{"user_id":"0042","timestamp":"2026-11-20 08:00:05","status":0,"verify_method":1}}""",
                Json.text(Attendance.of(Samples.PUNCH, null)));
    }

    @Test
    void numbersThatWereNotGivenAreTheFieldsUndefined() {
        Attendance attendance = Attendance.of((Punch) Samples.FACTS.get(1), null);
        assertEquals(255, attendance.action());
        assertEquals(255, attendance.method());
        assertEquals(new Attendance.Raw("0042", "2026-11-20 08:00:05", 255, 255), attendance.rawData());
    }

    @Test
    void itComesBackAsItWas() {
        Attendance attendance = Attendance.of(Samples.PUNCH, Samples.TERMINAL);
        assertEquals(attendance, Json.parse(Json.text(attendance), Attendance.class));
    }
}
