// SPDX-License-Identifier: Apache-2.0
package muster.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.mail.MailSettings.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails to a real server, and what is said when it takes none.
final class MailSenderTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    private static MailSender sender(int port, Tls tls, String user, String password, String... to) {
        return new MailSender(new MailSettings("127.0.0.1", port, tls, user, password, "muster@example.org",
                List.of(to), Duration.ofSeconds(5), Duration.ofSeconds(10)), CLOCK);
    }

    private static MailException failure(MailSender sender) {
        return assertThrows(MailException.class, () -> sender.send("a", "b"));
    }

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        try (Smtpd server = Smtpd.start()) {
            Sent sent = sender(server.port(), Tls.NONE, null, null, "one@example.org", "two@example.org")
                    .send("Straße ✓", "first\n.\n..third, उपस्थिति");
            String mail = server.mail();
            assertEquals("", sent.refused());
            assertTrue(mail.contains("\"to\": [\"one@example.org\", \"two@example.org\"]"), mail);
            assertTrue(mail.contains("\"Subject\": \"Stra\\u00dfe \\u2713\""), mail);
            assertTrue(mail.contains("\"text\": \"first\\r\\n.\\r\\n..third, \\u0909"), mail);
            assertTrue(mail.contains("Sun, 01 Mar 2026 12:00:00 +0000"), mail);
            assertTrue(mail.contains("\"Auto-Submitted\": \"auto-generated\""), mail);
        }
    }

    @Test
    void itsIdTellsNeitherThisMachineNorItsUser() throws Exception {
        try (Smtpd server = Smtpd.start()) {
            sender(server.port(), Tls.NONE, null, null, "one@example.org").send("a", "b");
            String mail = server.mail();
            assertTrue(mail.matches("(?s).*\"Message-ID\": \"<[0-9a-f-]{36}@example\\.org>\".*"), mail);
        }
    }

    @Test
    void aLineEndInTheSubjectMakesNoHeader() throws Exception {
        try (Smtpd server = Smtpd.start()) {
            sender(server.port(), Tls.NONE, null, null, "one@example.org").send("a\r\nBcc: evil@example.org", "b");
            String mail = server.mail();
            assertTrue(mail.contains("\"Subject\": \"a Bcc: evil@example.org\""), mail);
            assertFalse(mail.contains("\"Bcc\""), mail);
        }
    }

    @Test
    void theRightPasswordLetsItIn() throws Exception {
        try (Smtpd server = Smtpd.start("login")) {
            sender(server.port(), Tls.NONE, "muster", "right", "one@example.org").send("a", "b");
            assertTrue(server.mail().contains("\"user\": \"muster\""));
        }
    }

    @Test
    void theWrongPasswordIsToldAndNotShown() {
        try (Smtpd server = Smtpd.start("login")) {
            MailException e = failure(sender(server.port(), Tls.NONE, "muster", "wrong-word", "one@example.org"));
            assertEquals(MailException.Kind.LOGIN, e.kind());
            assertTrue(e.getMessage().contains("does not let user muster in"), e.getMessage());
            assertFalse(e.getMessage().contains("wrong-word"), e.getMessage());
        }
    }

    @Test
    void aServerThatWantsALoginIsTold() {
        try (Smtpd server = Smtpd.start("login")) {
            MailException e = failure(sender(server.port(), Tls.NONE, null, null, "one@example.org"));
            assertEquals(MailException.Kind.LOGIN, e.kind(), e.getMessage());
        }
    }

    @Test
    void oneRefusedRecipientDoesNotKeepItFromTheOthers() throws Exception {
        try (Smtpd server = Smtpd.start()) {
            Sent sent = sender(server.port(), Tls.NONE, null, null, "nobody@example.org", "one@example.org")
                    .send("a", "b");
            assertTrue(server.mail().contains("\"to\": [\"one@example.org\"]"));
            assertEquals("nobody@example.org: 550 5.1.1 no such user", sent.refused());
        }
    }

    @Test
    void whenEveryRecipientIsRefusedItWasNotSent() {
        try (Smtpd server = Smtpd.start()) {
            MailException e = failure(sender(server.port(), Tls.NONE, null, null, "nobody@example.org"));
            assertEquals(MailException.Kind.ADDRESS, e.kind());
            assertTrue(e.getMessage().contains("nobody@example.org"), e.getMessage());
            assertTrue(e.getMessage().contains("no such user"), e.getMessage());
        }
    }

    @Test
    void aRefusedMailIsTold() {
        try (Smtpd server = Smtpd.start()) {
            MailSender sender = sender(server.port(), Tls.NONE, null, null, "one@example.org");
            MailException e = assertThrows(MailException.class, () -> sender.send("refuse this", "b"));
            assertEquals(MailException.Kind.REFUSED, e.kind());
            assertTrue(e.getMessage().contains("not here"), e.getMessage());
        }
    }

    @Test
    void whatIsNoAddressIsToldWithoutACall() {
        MailException e = failure(sender(1, Tls.NONE, null, null, "one two@example.org"));
        assertEquals(MailException.Kind.ADDRESS, e.kind());
    }

    @Test
    void nobodyThereIsTold() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        MailException e = failure(sender(port, Tls.NONE, null, null, "one@example.org"));
        assertEquals(MailException.Kind.UNREACHABLE, e.kind());
        assertTrue(e.getMessage().contains("127.0.0.1:" + port), e.getMessage());
    }

    @Test
    void aServerWithoutTlsIsLeftWhenItIsWanted() {
        try (Smtpd server = Smtpd.start("login")) {
            MailException e = failure(sender(server.port(), Tls.STARTTLS, "muster", "right", "one@example.org"));
            assertEquals(MailException.Kind.TLS, e.kind(), e.getMessage());
        }
    }

    @Test
    void aCertificateNobodyKnowsIsRefused() throws Exception {
        certificate();
        try (Smtpd server = Smtpd.start("tls", folder.resolve("cert").toString(), folder.resolve("key").toString())) {
            MailException e = failure(sender(server.port(), Tls.STARTTLS, null, null, "one@example.org"));
            assertEquals(MailException.Kind.TLS, e.kind(), e.getMessage());
        }
    }

    /// What a Java trusts it reads once, so this is one of its own.
    @Test
    void aKnownServerIsTalkedToInPrivate() throws Exception {
        certificate();
        trust();
        try (Smtpd server = Smtpd.start("login", "tls", folder.resolve("cert").toString(),
                folder.resolve("key").toString())) {
            assertEquals("taken", other("localhost", server.port()));
            assertTrue(server.mail().contains("\"tls\": true, \"user\": \"muster\""));
            assertEquals("TLS", other("127.0.0.1", server.port()), "the certificate is for localhost");
        }
    }

    private void certificate() throws IOException, InterruptedException {
        run(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.resolve("key").toString(), "-out",
                folder.resolve("cert").toString()));
    }

    private void trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("cert"))) {
            store.setCertificateEntry("it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        try (var out = Files.newOutputStream(folder.resolve("trust"))) {
            store.store(out, "changeit".toCharArray());
        }
    }

    private String other(String host, int port) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Try.java"), """
                import java.time.*;
                import java.util.List;
                import muster.mail.*;
                class Try {
                    public static void main(String[] words) throws Exception {
                        try {
                            new MailSender(new MailSettings(words[0], Integer.parseInt(words[1]),
                                    MailSettings.Tls.STARTTLS, "muster", "right", "muster@example.org",
                                    List.of("one@example.org"), Duration.ofSeconds(5), Duration.ofSeconds(10)),
                                    InstantSource.system()).send("a", "b");
                            System.out.println("taken");
                        } catch (MailException e) {
                            System.out.println(e.kind());
                        }
                    }
                }
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trust"),
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "-p", System.getProperty("jdk.module.path").replace(File.pathSeparator + File.pathSeparator, ":"),
                "--add-modules", "muster.mail", source.toString(), host, Integer.toString(port)));
        return run(command).lines().reduce((_, last) -> last).orElse("");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), command.getFirst());
        return said;
    }
}
