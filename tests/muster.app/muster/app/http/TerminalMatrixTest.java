// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import muster.app.House;
import muster.app.source.Checkpoint;
import muster.app.terminal.TerminalRules;
import muster.app.tls.CurrentCertificate;
import muster.app.tls.OpenSsl;
import muster.client.Authority;
import muster.model.CommandRequest;
import muster.model.TerminalSettings;
import muster.zk.http.Complaints;
import muster.zk.http.Limits;
import muster.zk.http.Listener;
import muster.zk.http.ListenerSettings;
import muster.zk.http.Service;
import muster.zk.http.Tls;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every endpoint of the terminals' plane, asked by every kind of terminal, over http and https and through the second
/// door at the operators' port, against the table of docs/threat-model.md. `yes` is whatever is neither 401, 403, 404
/// nor 5xx.
@Timeout(120)
class TerminalMatrixTest {

    private static final String SECRET = "9f2c51aa";
    private static final String PUNCH = "7\t2026-11-20 08:00:05\t0\t1\t0\t0\t0\n";
    private static final Map<String, String> SERIALS = Map.of("approved", "TSTATT000001", "pending", "TSTATT000002",
            "refused", "TSTATT000003", "wrong address", "TSTATT000005", "without the secret", "TSTATT000001");

    private int unknown;

    @TempDir
    Path directory;

    private SSLContext certificate() throws Exception {
        OpenSsl.certificate(directory, "muster", "ec");
        return CurrentCertificate.open("test", directory.resolve("muster.pem"), directory.resolve("muster.key"),
                System::nanoTime).context();
    }

    /// A muster all of whose doors are open.
    private final class Doors implements AutoCloseable {

        private final House house;
        private final Service service;
        private Runnable door = () -> {};

        Doors() throws Exception {
            Path data = Files.createDirectory(directory.resolve("data"));
            house = new House(data, new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(),
                    House.KOLKATA), null);
            service = new Checkpoint(house.push, Set.of("iclock"), Optional.of(SECRET), 0, 0,
                    new Complaints(house.clock), System::nanoTime);
            house.approve("TSTATT000001");
            house.approve("TSTATT000003");
            house.terminals.refuse("TSTATT000003", "test");
            house.terminals.add(new TerminalSettings("TSTATT000005", null, null, List.of("198.51.100.0/24")), "test");
        }

        Knock open(boolean tls, boolean second) throws Exception {
            SSLContext own = tls ? certificate() : null;
            SSLContext trusting = tls ? Authority.trusting(directory.resolve("muster.pem")) : null;
            InetSocketAddress any = OpenHouse.SETTINGS.listen();
            if (second) {
                Path other = Files.createDirectory(directory.resolve("other"));
                OpenHouse operators = new OpenHouse(other, new ApiSettings(any, null, 1000,
                        OpenHouse.SETTINGS.keepalive(), OpenHouse.SETTINGS.stall(), "9.9.9", List.of(),
                        Limits.STANDARD, Set.of("iclock"), OpenHouse.accessFor(null), List.of(), own), service);
                door = operators::close;
                return new Knock(operators.port(), trusting);
            }
            Listener listener = tls
                    ? Listener.open(any, service, ListenerSettings.STANDARD, house.clock,
                            new Tls(own, List.of("TLSv1.3", "TLSv1.2")))
                    : Listener.open(any, service, ListenerSettings.STANDARD, house.clock);
            door = listener::close;
            return new Knock(listener.address().getPort(), trusting);
        }

        @Override
        public void close() {
            door.run();
            house.close();
        }
    }

    @ParameterizedTest(name = "https {0}, second door {1}")
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void everyEndpointIsServedOrNotAsTheTableSays(boolean tls, boolean second) throws Exception {
        Map<String, Map<String, String>> table = ThreatModel.cells("terminals");
        List<String> otherwise = new ArrayList<>();
        try (Doors doors = new Doors()) {
            Knock knock = doors.open(tls, second);
            for (String endpoint : table.keySet()) {
                for (String which : ThreatModel.TERMINALS) {
                    for (String method : List.of("GET", "POST")) {
                        String found = found(knock.status(method, path(endpoint, which),
                                method.equals("POST") ? "" : null));
                        String expected = table.get(endpoint).get(which);
                        if (!found.equals(expected)) {
                            otherwise.add(method + " " + endpoint + ", " + which + ": " + found + ", not " + expected);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), otherwise);
    }

    private String path(String endpoint, String which) {
        String serial = SERIALS.getOrDefault(which, "TSTNEW%06d".formatted(unknown++));
        return (which.equals("without the secret") ? "" : "/" + SECRET) + "/iclock/" + endpoint + "?SN=" + serial;
    }

    private static String found(int status) {
        return Set.of(401, 403, 404).contains(status) || status >= 500 ? Integer.toString(status) : "yes";
    }

    @ParameterizedTest(name = "https {0}, second door {1}")
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void nobodyButAnApprovedTerminalPutsAPunchIntoTheJournalOrIsHandedACommand(boolean tls, boolean second)
            throws Exception {
        try (Doors doors = new Doors()) {
            Knock knock = doors.open(tls, second);
            doors.house.queue.queue("TSTATT000001", CommandRequest.named("reboot"), "test");
            for (String which : ThreatModel.TERMINALS.reversed()) {
                boolean approved = which.equals("approved");
                knock.text("127.0.0.1", "POST", path("cdata", which) + "&table=ATTLOG", PUNCH);
                assertEquals(approved ? 1 : 0, doors.house.punches().size(), which);
                String answer = knock.text("127.0.0.1", "GET", path("getrequest", which), null);
                if (approved) {
                    assertTrue(answer.contains("C:"), answer);
                } else {
                    assertFalse(answer.contains("C:"), which + " is handed " + answer);
                }
            }
        }
    }

    @ParameterizedTest(name = "https {0}")
    @ValueSource(booleans = {false, true})
    void noRequestOfAnOperatorIsAnsweredAtTheTerminalsPort(boolean tls) throws Exception {
        try (Doors doors = new Doors()) {
            Knock knock = doors.open(tls, false);
            List<String> answered = new ArrayList<>();
            for (String line : ThreatModel.cells("operators").keySet()) {
                String method = line.split(" ")[0];
                String path = line.split(" ")[1].replaceAll("\\{\\w+}", "1");
                for (String prefix : List.of("", "/" + SECRET)) {
                    int status = knock.status(method, prefix + path + "?SN=TSTATT000001",
                            method.equals("GET") ? null : "");
                    if (status < 400) {
                        answered.add(method + " " + prefix + path + " -> " + status);
                    }
                }
            }
            assertEquals(List.of(), answered);
        }
    }
}
