// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// In systemd's place: the real datagram socket that a service tells how it is, and everything it told. Held by python3,
/// because Java has no such socket.
final class SystemdDouble implements AutoCloseable {

    private static final String LISTEN = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print('open', flush=True)
            while True: print(s.recv(65536).decode().replace('\\n', ' | '), flush=True)
            """;

    private final Process process;
    private final Path socket;
    private final List<String> told = new CopyOnWriteArrayList<>();

    private SystemdDouble(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /// Opens its socket in a folder, or skips the test by name where there is no python3.
    static SystemdDouble open(Path folder) throws IOException {
        Path socket = folder.resolve("notify");
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", LISTEN, socket.toString()).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Assumptions.abort("python3 is not here (apt-get install python3)");
        }
        BufferedReader lines = process.inputReader();
        Assertions.assertEquals("open", lines.readLine());
        SystemdDouble systemd = new SystemdDouble(process, socket);
        Thread.ofVirtual().name("systemd").start(() -> systemd.listen(lines));
        return systemd;
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Makes a daemon tell this one.
    ///
    /// @param watchdogMillis the unit's WatchdogSec=
    ProcessBuilder starts(ProcessBuilder builder, int watchdogMillis) {
        builder.environment().put("NOTIFY_SOCKET", socket.toString());
        builder.environment().put("WATCHDOG_USEC", Integer.toString(watchdogMillis * 1000));
        return builder;
    }

    /// Every message so far, its lines with ` | ` between them.
    List<String> told() {
        return List.copyOf(told);
    }

    /// How often a message came.
    long count(String message) {
        return told.stream().filter(message::equals).count();
    }

    /// Waits for a message that begins so, behind the first so many.
    ///
    /// @return its place
    int await(String begin, int from) throws Exception {
        Await.until("systemd is told " + begin, () -> find(begin, from) >= 0);
        return find(begin, from);
    }

    private int find(String begin, int from) {
        List<String> all = told();
        for (int i = from; i < all.size(); i++) {
            if (all.get(i).startsWith(begin)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
