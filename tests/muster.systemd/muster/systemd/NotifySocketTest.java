// SPDX-License-Identifier: Apache-2.0
package muster.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages to a real datagram socket, which python3 opens, because Java cannot.
class NotifySocketTest {

    private static final String LISTEN = """
            import socket, sys
            name = sys.argv[1]
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind('\\0' + name[1:] if name[0] == '@' else name)
            print('open', flush=True)
            while True: print(repr(s.recv(65536).decode()), flush=True)
            """;

    @TempDir
    Path folder;

    private static void isHeardAt(String address) throws Exception {
        Process listener = new ProcessBuilder("python3", "-c", LISTEN, address).redirectErrorStream(true).start();
        try (BufferedReader lines = listener.inputReader()) {
            assertEquals("open", lines.readLine());
            NotifySocket socket = NotifySocket.at(address).orElseThrow();
            socket.send("READY=1");
            socket.send("STATUS=two of three terminals\nWATCHDOG=1");
            assertEquals("'READY=1'", lines.readLine());
            assertEquals("'STATUS=two of three terminals\\nWATCHDOG=1'", lines.readLine());
        } finally {
            listener.destroyForcibly().onExit().join();
        }
    }

    private static void needsPython() throws Exception {
        try {
            Process python = new ProcessBuilder("python3", "-c", "pass").start();
            Assumptions.assumeTrue(python.waitFor() == 0, "python3 does not run here");
        } catch (IOException e) {
            Assumptions.abort("python3 is not here (apt-get install python3)");
        }
    }

    @Test
    void a_message_to_a_path_arrives_whole() throws Exception {
        needsPython();
        isHeardAt(folder.resolve("notify").toString());
    }

    @Test
    void a_message_to_an_abstract_name_arrives_whole() throws Exception {
        needsPython();
        isHeardAt("@muster-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }

    @Test
    void a_name_in_other_letters_is_a_path_too() throws Exception {
        needsPython();
        isHeardAt(folder.resolve("сокет").toString());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/", "@", "vsock:2:1234", "run/notify"})
    void without_an_address_there_is_nobody_to_tell(String address) {
        assertEquals(Optional.empty(), NotifySocket.at(address));
    }

    @Test
    void a_path_that_no_socket_can_have_is_nobody() {
        assertEquals(Optional.empty(), NotifySocket.at("/" + "x".repeat(107)));
        assertTrue(NotifySocket.at("/" + "x".repeat(106)).isPresent());
    }

    @Test
    void a_socket_that_is_gone_is_told_by_name() {
        String gone = folder.resolve("gone").toString();
        NotifySocket socket = NotifySocket.at(gone).orElseThrow();
        String message = assertThrows(IOException.class, () -> socket.send("READY=1")).getMessage();
        assertEquals("systemd cannot be told at " + gone + ": No such file or directory", message);
    }
}
