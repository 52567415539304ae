// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import muster.app.command.Shell.Run;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `muster doctor`, with a real muster and without.
final class DoctorCommandTest {

    @TempDir
    private Path directory;

    private Path config(String text) throws Exception {
        return Files.writeString(directory.resolve("muster.toml"), text);
    }

    /// A place where nobody answers.
    private static String nobody() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + closed.getLocalPort();
        }
    }

    private static Shell shell(Muster muster) {
        // the push port of this muster is not open; its API's is
        String port = muster.url().substring(muster.url().lastIndexOf(':') + 1);
        return new Shell().with("MUSTER_URL", muster.url()).with("MUSTER_PUSH_LISTEN", "0.0.0.0:" + port);
    }

    @Test
    void aSoundMusterEndsWithZero() throws Exception {
        try (Muster muster = new Muster(directory.resolve("data"))) {
            Path file = config("data = \"" + directory.resolve("data") + "\"\n[time]\nzone = \"Asia/Kolkata\"\n");
            Run run = shell(muster).run("doctor", "--config", file.toString());
            assertEquals("", run.err());
            assertTrue(run.out().contains("ok       settings    " + file + " is well-formed\n"), run.out());
            assertTrue(run.out().contains("is sound and has "), run.out());
            assertTrue(run.out().contains("ok       stream      its first byte came after "), run.out());
            assertTrue(run.out().contains("note     terminals   no terminal is known"), run.out());
            assertTrue(run.out().endsWith("\nnothing is wrong\n"), run.out());
            assertEquals(0, run.code(), run.out());
        }
    }

    @Test
    void everyFindingHasItsCureAndWhatIsWrongEndsWith65() throws Exception {
        try (Muster muster = new Muster(directory.resolve("data"))) {
            muster.house.terminals.add(new TerminalSettings(Muster.SERIAL, null, null, null, null, null), "test");
            muster.house.setClock(muster.house.clock.instant().plus(Duration.ofDays(2)));
            Path file = config("data = \"" + directory.resolve("data") + "\"\n[time]\nzone = \"Asia/Kolkata\"\n");
            Run run = new Shell(muster.house.clock)
                    .with("MUSTER_URL", muster.url())
                    .run("doctor", "--config", file.toString(), "--json");
            assertEquals(65, run.code(), run.out());
            JsonObject document = JsonParser.parseString(run.out()).getAsJsonObject();
            assertFalse(document.get("sound").getAsBoolean());
            int warnings = 0;
            for (JsonElement each : document.getAsJsonArray("findings")) {
                JsonObject finding = each.getAsJsonObject();
                if (finding.get("level").getAsString().matches("warning|error")) {
                    warnings++;
                    assertTrue(finding.has("cure"), finding.toString());
                }
            }
            assertTrue(warnings > 0);
            assertTrue(run.out().contains("terminal TSTATT000001, added 2 d ago, has not been heard"), run.out());
        }
    }

    @Test
    void withoutADaemonThisMachineIsLookedAt() throws Exception {
        Path file = config("data = \"" + directory.resolve("none") + "\"\n[api]\nlisten = \"" + nobody()
                + "\"\n[push]\nlisten = \"" + nobody() + "\"\n");
        Run run = new Shell().run("doctor", "--config", file.toString());
        assertEquals(65, run.code());
        assertTrue(run.out().contains("warning  daemon      nobody answers at http://127.0.0.1:"), run.out());
        assertTrue(run.out().contains("-> systemctl start muster; where it is no service: muster serve --config "
                + file), run.out());
        assertTrue(run.out().contains("muster makes it when it is started"), run.out());
    }

    @Test
    void mistakesOfTheSettingsAreFindings() throws Exception {
        Run run = new Shell().with("MUSTER_URL", "http://" + nobody())
                .run("doctor", "--config", config("[push]\nunknwon = \"hold\"\n").toString());
        assertEquals(65, run.code());
        assertTrue(run.out().contains("ERROR    settings    "), run.out());
        assertTrue(run.out().contains("-> mend it, then: muster config check --config "), run.out());
    }

    @Test
    void aTakenPortIsToldWithWhoHasIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + taken.getLocalPort();
            Run run = new Shell().with("MUSTER_URL", "http://" + nobody()).run("doctor", "--config",
                    config("data = \"" + directory + "\"\n[push]\nlisten = \"" + place + "\"\n").toString());
            assertTrue(run.out().contains("push.listen: " + place + " is taken by java (process "
                    + ProcessHandle.current().pid() + ")"), run.out());
        }
    }

    @Test
    void aKeyThatIsNotGivenIsToldAndIsFoundInTheSettings() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdefgh\n");
        try (Muster muster = new Muster(directory.resolve("data"), "0123456789abcdefgh", Duration.ofSeconds(15))) {
            Run run = shell(muster).run("doctor", "--config", config("").toString());
            assertTrue(run.out().contains("ERROR    daemon"), run.out());
            assertTrue(run.out().contains("-> give the key: --key-file FILE"), run.out());
            String place = muster.url().substring("http://".length());
            Run found = new Shell().run("doctor", "--config",
                    config("[api]\nlisten = \"" + place + "\"\nkey_file = \"" + key + "\"\n").toString());
            assertTrue(found.out().contains("stream      its first byte came after "), found.out());
        }
    }

    @Test
    void ofManyAlikeTheFirstAreNamed() throws Exception {
        try (Muster muster = new Muster(directory.resolve("data"))) {
            for (int i = 0; i < 12; i++) {
                muster.house.terminals.add(
                        new TerminalSettings("TSTATT0001%02d".formatted(i), null, null, null, null, null), "test");
            }
            String file = config("").toString();
            assertTrue(shell(muster).run("doctor", "--config", file).out().contains("and 4 more; --all names them\n"));
            assertTrue(shell(muster).run("doctor", "--config", file, "--all").out().contains("terminal TSTATT000111,"));
        }
    }
}
