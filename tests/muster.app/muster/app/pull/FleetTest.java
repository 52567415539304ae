// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.House;
import muster.app.simulate.device.Dialect;
import muster.app.simulate.device.DeviceServer;
import muster.app.simulate.device.Faults;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.PullSettings;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FleetTest {

    @TempDir
    Path directory;

    @Test
    void aTerminalIsReadAtOnceAndHeardLive() throws Exception {
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices =
                        muster.app.simulate.device.Fleet.open(Bench.plan(100), house.clock)) {
            DeviceServer server = devices.servers().getFirst();
            Bench.add(house, server);
            try (Fleet _ = Bench.scheduled(house)) {
                Bench.await(() -> house.punches().size() == 100);
                Bench.await(() -> server.punch().isPresent());
                Bench.await(() -> Bench.journalled(house, Bench.SERIAL).equals(Bench.held(server)));
                assertEquals(Presence.ONLINE, house.terminals.status(Bench.SERIAL).orElseThrow().presence());
            }
            assertTrue(threads().isEmpty(), "no owner is left over");
        }
    }

    @Test
    void manyTerminalsWithFaultsAreCompleteInTheEnd() throws Exception {
        Faults faults = Faults.parse(List.of("cut:0.05", "coalesce:0.1", "event:0.05", "late:0.01", "reset:0.01"));
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices = muster.app.simulate.device.Fleet.open(
                        Bench.plan(12, 200, Dialect.USUAL, faults, 0.2), house.clock)) {
            for (DeviceServer server : devices.servers()) {
                Bench.add(house, server);
            }
            try (Fleet _ = Bench.scheduled(house)) {
                for (DeviceServer server : devices.servers()) {
                    Bench.await(() -> house.terminals.status(server.device().serial()).orElseThrow().punches() >= 200);
                }
            }
            devices.switchOff();
            for (DeviceServer server : devices.servers()) {
                assertTrue(Bench.held(server).containsAll(
                        Bench.journalled(house, server.device().serial())), "nothing is made up");
            }
        }
    }

    @Test
    void aTerminalThatIsGivenAnotherAddressIsOwnedAnew() throws Exception {
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices =
                        muster.app.simulate.device.Fleet.open(Bench.plan(10), house.clock)) {
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, null, null, null,
                    PullSettings.at("127.0.0.1", 1)), "test");
            try (Fleet _ = Bench.scheduled(house)) {
                Bench.await(() -> house.fetches.last(Bench.SERIAL).isPresent());
                house.terminals.change(Bench.SERIAL, new TerminalSettings(null, null, null, null, null,
                        PullSettings.at("127.0.0.1", devices.servers().getFirst().address().getPort())), "test");
                Bench.await(() -> house.punches().size() == 10);
            }
        }
    }

    @Test
    void commandsAreCarriedOutOverTheSession() throws Exception {
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices =
                        muster.app.simulate.device.Fleet.open(Bench.plan(10), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            try (Fleet _ = Bench.scheduled(house)) {
                Bench.await(() -> house.punches().size() == 10);
                for (String name : List.of("info", "set-clock", "query-people", "unlock")) {
                    house.queue.queue(Bench.SERIAL, CommandRequest.named(name), "test");
                }
                house.queue.queue(Bench.SERIAL, new CommandRequest("clear-log", null, null, null, null, null, null,
                        null, null, null, null, Bench.SERIAL, null), "test");
                Bench.await(() -> house.queue.commands(Bench.SERIAL, true).isEmpty());
                for (Command command : house.queue.commands(Bench.SERIAL, false)) {
                    assertEquals(Command.State.DONE, command.state(), command.detail());
                }
                assertEquals("cleared; every record is in the journal",
                        house.queue.commands(Bench.SERIAL, false).getFirst().detail());
                assertEquals(List.of(), devices.servers().getFirst().device().records());
                assertEquals(10, house.punches().size());
            }
        }
    }

    @Test
    void aCommandThatIsNotFulfilledHasFailedAndTheSessionGoesOn() throws Exception {
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices =
                        muster.app.simulate.device.Fleet.open(Bench.plan(10), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            try (Fleet _ = Bench.scheduled(house)) {
                Bench.await(() -> house.punches().size() == 10);
                house.queue.queue(Bench.SERIAL, new CommandRequest("delete-person", null, null, "nobody", null, null,
                        null, null, null, null, null, null, null), "test");
                house.queue.queue(Bench.SERIAL, CommandRequest.named("info"), "test");
                Bench.await(() -> house.queue.commands(Bench.SERIAL, true).isEmpty());
                List<Command> commands = house.queue.commands(Bench.SERIAL, false);
                assertEquals(Command.State.DONE, commands.get(0).state());
                assertEquals(Command.State.FAILED, commands.get(1).state());
                assertEquals("it does not know that person", commands.get(1).detail());
            }
        }
    }

    @Test
    void aClockThatIsOffIsNotedAndSetWhereThatIsWished() throws Exception {
        try (House house = new House(directory);
                muster.app.simulate.device.Fleet devices =
                        muster.app.simulate.device.Fleet.open(Bench.plan(0), house.clock)) {
            int port = devices.servers().getFirst().address().getPort();
            house.pass(Duration.ofMinutes(10));
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, "Europe/Berlin", null, null,
                    new PullSettings("127.0.0.1", port, null, null, null, null, null, null, true)), "test");
            try (Fleet _ = Bench.scheduled(house)) {
                Bench.await(() -> !house.clocks.readings(Bench.SERIAL, 10).isEmpty());
                assertTrue(house.clocks.readings(Bench.SERIAL, 10).getLast().set());
            }
        }
    }

    private static List<String> threads() throws InterruptedException {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("terminal "))
                .toList();
    }
}
