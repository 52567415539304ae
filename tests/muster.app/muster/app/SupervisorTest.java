// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What systemd is told, and whether it is told anything.
final class SupervisorTest {

    private static final long PID = 4711;

    private final List<String> told = new ArrayList<>();

    private Supervisor watched() {
        return new Supervisor(Optional.of(told::add), Optional.of(Duration.ofSeconds(30)));
    }

    @Test
    void a_watchdog_that_is_meant_for_another_process_is_none() {
        Map<String, String> own = Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", "30000000");
        assertEquals(Optional.of(Duration.ofSeconds(30)), Supervisor.of(own, PID).watchdog());
        Map<String, String> mine = Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "1", "WATCHDOG_PID", "4711");
        assertEquals(Optional.of(Duration.ofNanos(1000)), Supervisor.of(mine, PID).watchdog());
        Map<String, String> other = Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "1", "WATCHDOG_PID", "4712");
        assertEquals(Optional.empty(), Supervisor.of(other, PID).watchdog());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "99999999999999999999"})
    void a_time_that_is_none_is_no_watchdog(String time) {
        assertEquals(Optional.empty(),
                Supervisor.of(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", time), PID).watchdog());
    }

    @Test
    void without_a_socket_nobody_is_told_and_nobody_watches() {
        Supervisor supervisor = Supervisor.of(Map.of("WATCHDOG_USEC", "1000000"), PID);
        assertFalse(supervisor.isTold());
        assertEquals(Optional.empty(), supervisor.watchdog());
        supervisor.ready();
        supervisor.stopping();
    }

    @Test
    void a_status_is_told_when_it_is_another_and_is_one_line_whatever_is_in_it() {
        Supervisor supervisor = watched();
        supervisor.status("one");
        supervisor.status("one");
        supervisor.status("two\nREADY=1");
        assertEquals(List.of("STATUS=one", "STATUS=two READY=1"), told);
    }

    @Test
    void a_reload_carries_the_time_that_systemd_compares() {
        watched().reloading();
        assertTrue(told.getFirst().matches("RELOADING=1\nMONOTONIC_USEC=\\d+"), told::toString);
    }

    @Test
    void whoever_is_not_watched_gives_no_sign_of_life() {
        Supervisor supervisor = new Supervisor(Optional.of(told::add), Optional.empty());
        supervisor.alive();
        assertEquals(List.of(), told);
    }

    @Test
    void a_socket_that_fails_stops_nothing() {
        Supervisor supervisor = new Supervisor(Optional.of(_ -> {
            throw new IOException("systemd cannot be told");
        }), Optional.empty());
        supervisor.ready();
        supervisor.status("still here");
    }

    private static Pulse.Sign says(String[] trouble) {
        return () -> Optional.ofNullable(trouble[0]);
    }

    @Test
    void a_sign_of_life_is_given_only_as_long_as_every_sign_is_good() throws Exception {
        String[] trouble = new String[1];
        Pulse pulse = new Pulse(watched(), List.of(Optional::empty, says(trouble)), List.of(), () -> "all is well");
        pulse.beat();
        trouble[0] = "the journal is not written";
        pulse.beat();
        pulse.beat();
        trouble[0] = null;
        pulse.beat();
        assertEquals(List.of("WATCHDOG=1", "STATUS=all is well", "STATUS=not well: the journal is not written",
                "WATCHDOG=1", "STATUS=all is well"), told);
    }

    @Test
    void what_a_start_anew_would_not_cure_is_told_while_the_sign_of_life_goes_on() throws Exception {
        String[] trouble = new String[1];
        String[] disk = {"the disk is full"};
        Pulse pulse = new Pulse(watched(), List.of(says(trouble)), List.of(says(disk)), () -> "all is well");
        pulse.beat();
        pulse.beat();
        trouble[0] = "a fault ended housekeeping";
        pulse.beat();
        trouble[0] = null;
        disk[0] = null;
        pulse.beat();
        assertEquals(List.of("WATCHDOG=1", "STATUS=not well: the disk is full", "WATCHDOG=1",
                "STATUS=not well: a fault ended housekeeping", "WATCHDOG=1", "STATUS=all is well"), told);
    }

    @Test
    void what_cannot_be_found_out_is_not_well_and_a_fault_neither() throws Exception {
        new Pulse(watched(), List.of(() -> {
            throw new IOException("the API cannot be asked: refused");
        }), List.of(), () -> "").beat();
        new Pulse(watched(), List.of(() -> {
            throw new IllegalStateException("x");
        }), List.of(), () -> "").beat();
        assertEquals(List.of("STATUS=not well: the API cannot be asked: refused",
                "STATUS=not well: a fault of muster itself: java.lang.IllegalStateException: x"), told);
    }

    @Test
    void a_thread_that_a_fault_ended_is_named() throws Exception {
        Worker broken = Worker.start("housekeeping", () -> {
            throw new IllegalStateException("of the test");
        });
        broken.close();
        Worker good = Worker.start("recent", () -> { });
        good.close();
        assertEquals(Optional.empty(), Signs.workers(() -> List.of(good)).trouble());
        assertEquals(Optional.of("a fault ended housekeeping"),
                Signs.workers(() -> List.of(good, broken)).trouble());
    }

    /// A server that says one thing to everybody.
    private static Optional<String> trouble(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Worker answering = Worker.start("server", () -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try {
                return Signs.answers((InetSocketAddress) server.getLocalSocketAddress()).trouble();
            } finally {
                answering.close();
            }
        }
    }

    @Test
    void an_api_that_answers_lives_whatever_it_says_but_a_fault_of_its_own() throws Exception {
        assertEquals(Optional.empty(), trouble("HTTP/1.1 200 OK\r\n\r\n"));
        assertEquals(Optional.empty(), trouble("HTTP/1.1 401 Unauthorized\r\n\r\n"));
        assertEquals(Optional.empty(), trouble("\u0015\u0003\u0003\0\2\2P"), "an alert of TLS");
        assertEquals(Optional.of("the API answers HTTP/1.1 500"), trouble("HTTP/1.1 500 x\r\n\r\n"));
    }

    @Test
    void an_api_that_is_gone_is_no_life_but_an_address_that_is_gone_is() throws Exception {
        InetSocketAddress gone;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            gone = (InetSocketAddress) server.getLocalSocketAddress();
        }
        Pulse.Sign sign = Signs.answers(gone);
        assertThrows(IOException.class, sign::trouble);
        assertEquals(Optional.empty(), Signs.answers(new InetSocketAddress("192.0.2.77", 8888)).trouble());
    }
}
