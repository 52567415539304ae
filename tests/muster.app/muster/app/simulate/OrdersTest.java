// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import muster.app.simulate.Orders.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OrdersTest {

    private TinyDoor door;
    private Memory memory;
    private Orders orders;

    @BeforeEach
    void open() throws Exception {
        door = new TinyDoor();
        memory = new Memory();
        orders = new Orders("SIM0000001", memory, new Caller(door.door(), new Random(1)));
        for (int i = 0; i < 5; i++) {
            memory.add("100" + i + "\t2026-11-2" + i + " 08:00:00\t0\t1\t0\t0\t0\t0\t0\t0\t");
        }
        memory.acknowledged(4);
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    private String obey(String text) throws Exception {
        return orders.obey(new Order("9", text));
    }

    @Test
    void ordersAreReadFromAnyAnswer() {
        assertEquals(List.of(), Orders.read("OK"));
        assertEquals(
                List.of(new Order("1", "INFO"), new Order("A2", "DATA QUERY ATTLOG StartTime=2026-11-01 00:00:00")),
                Orders.read("C:1:INFO\r\nnoise\nC:A2:DATA QUERY ATTLOG StartTime=2026-11-01 00:00:00\n"));
    }

    @Test
    void aQueryOfPunchesSendsThoseOfTheRangeAgain() throws Exception {
        assertEquals("ID=9&Return=0&CMD=DATA\n",
                obey("DATA QUERY ATTLOG StartTime=2026-11-21T08:00:00\tEndTime=2026-11-22 23:59:59"));
        assertEquals(List.of("1001", "1002"), door.punches.stream().map(punch -> punch.split("\t")[0]).toList());
    }

    @Test
    void aQueryThatCannotBeSentFails() throws Exception {
        door.rule.set(call -> "503 no");
        assertEquals("ID=9&Return=-1&CMD=DATA\n", obey("DATA QUERY ATTLOG StartTime=\tEndTime=9999"));
    }

    @Test
    void peopleAreWrittenQueriedAndDeleted() throws Exception {
        assertEquals("ID=9&Return=0&CMD=DATA\n", obey("DATA UPDATE USERINFO PIN=7\tName=Zoë A\tPri=14\tCard=99"));
        assertEquals("ID=9&Return=0&CMD=DATA\n", obey("DATA QUERY USERINFO"));
        assertEquals("USER PIN=7\tName=Zoë A\tPri=14\tPasswd=\tCard=99\tGrp=1\tTZ=\n", door.calls.getLast().body());
        assertTrue(obey("INFO").contains("\nUserCount=1\n"));
        assertEquals("ID=9&Return=0&CMD=DATA\n", obey("DATA DELETE USERINFO PIN=7"));
        assertEquals("ID=9&Return=-9&CMD=DATA\n", obey("DATA DELETE USERINFO PIN=7"));
    }

    @Test
    void anOptionThatIsSetIsTold() throws Exception {
        assertEquals("ID=9&Return=0&CMD=SET OPTION\n", obey("SET OPTION TimeZone=330"));
        assertTrue(orders.options().contains("TimeZone=330"));
    }

    @Test
    void punchesAreCountedAndForgotten() throws Exception {
        assertTrue(obey("VERIFY SUM ATTLOG StartTime=2026-11-21 00:00:00\tEndTime=2026-11-30 00:00:00")
                .endsWith("&AttlogSum=3\n"));
        assertEquals("ID=9&Return=0&CMD=CLEAR_LOG\n", obey("CLEAR LOG"));
        assertEquals(1, memory.records());
    }

    @Test
    void whatItCannotDoItSays() throws Exception {
        assertEquals("ID=9&Return=-1002&CMD=SHELL\n", obey("SHELL id"));
        assertEquals("ID=9&Return=-1002&CMD=DATA\n", obey("DATA QUERY FINGERTMP PIN=7"));
    }

    @Test
    void onlyARestartAndACheckIntroduceItAnew() {
        assertTrue(new Order("1", "REBOOT").restarts() && new Order("1", "CHECK").restarts());
        assertFalse(new Order("1", "INFO").restarts());
    }
}
