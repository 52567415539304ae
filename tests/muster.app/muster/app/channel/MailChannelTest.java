// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static muster.app.channel.ToldAlerts.fired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import muster.app.config.ChannelTarget;
import muster.mail.MailSettings;
import muster.model.Json;
import muster.model.Notice.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts as mails, to a real server (`tests/rigs/mail/smtpd.py`).
final class MailChannelTest {

    private static final Message MESSAGE = Message.of("alerts-7-9", "kolkata", List.of(
            fired("TSTATT000001", Level.ERROR, "kolkata", NOON),
            fired("TSTATT000002", Level.WARNING, "kolkata", NOON)), NOON);

    @TempDir
    Path folder;

    private Process server;
    private int port;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = new ProcessBuilder("/usr/bin/python3", "tests/rigs/mail/smtpd.py", "login")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = server.inputReader().readLine();
        assumeTrue(said != null || server.waitFor() != 77, "needs a mail server: apt install python3-aiosmtpd");
        port = Integer.parseInt(said);
    }

    @AfterEach
    void stop() {
        server.destroyForcibly().onExit().join();
    }

    private MailChannel channel(String password, String... to) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return new MailChannel(new ChannelTarget.Email("127.0.0.1", port, MailSettings.Tls.NONE,
                Optional.of("muster"), Optional.of(file), "muster@example.org", List.of(to)),
                InstantSource.fixed(NOON));
    }

    @Test
    void aMessageIsAMailWithALineForEachAlert() throws Exception {
        try (MailChannel channel = channel("right", "ops@example.org")) {
            channel.tell(MESSAGE);
            JsonObject mail = Json.parse(server.inputReader().readLine(), JsonObject.class);
            assertEquals(MESSAGE.title(), mail.getAsJsonObject("headers").get("Subject").getAsString());
            assertEquals(MESSAGE.text() + "\n", mail.get("text").getAsString().replace("\r\n", "\n"));
        }
    }

    @Test
    void aPasswordThatIsMendedCountsFromTheNextMailOn() throws Exception {
        try (MailChannel channel = channel("wrong-word", "ops@example.org")) {
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(MESSAGE));
            assertTrue(refused.getMessage().contains("does not let user muster in"), refused.getMessage());
            assertFalse(refused.getMessage().contains("wrong-word"), refused.getMessage());
            Files.writeString(folder.resolve("password"), "right\n");
            channel.tell(MESSAGE);
        }
    }

    @Test
    void whoIsRefusedIsNamedAndTheOthersGetItOnce() throws Exception {
        try (MailChannel channel = channel("right", "nobody@example.org", "ops@example.org")) {
            String said = channel.tell(MESSAGE);
            assertTrue(said.contains("refused: nobody@example.org: 550 5.1.1 no such user"), said);
            assertTrue(server.inputReader().readLine().contains("\"to\": [\"ops@example.org\"]"));
        }
    }
}
