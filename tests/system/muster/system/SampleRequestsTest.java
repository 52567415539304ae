// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded request of tests/samples/push, byte for byte over a socket, must come to what
/// EXPECT.tsv says. One daemon serves them all: each request gets a serial of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleRequestsTest {

    private static final Path FOLDER = Path.of("tests/samples/push");
    private static final String[] SETTINGS = {"--set", "time.zone=+05:30", "--set", "push.content=all"};

    /// Their peers hear the end of the body by its sender closing the sending side.
    private static final Set<String> ENDED_BY_CLOSING = Set.of("062", "064");

    @TempDir
    Path folder;

    private Muster muster;

    /// A line of EXPECT.tsv.
    record Expectation(String file, String dialect, String status, String reply, String facts) {

        static Expectation of(String line) {
            String[] columns = line.split("\t", -1);
            return new Expectation(columns[0], columns[1], columns[2], columns[3],
                    String.join(" ", List.of(columns).subList(4, 8)));
        }

        String number() {
            return file.substring(0, 3);
        }

        /// Neither another request's serial nor another request's people.
        String serial() {
            return "TSTSMP" + number() + number();
        }

        boolean introduces() {
            return file.contains("-init");
        }

        /// People are one for all terminals, so that one person's second appearance is no news.
        boolean hasPeople() {
            return !facts.split(" ")[2].equals("0");
        }

        byte[] request() throws IOException {
            String bytes = Files.readString(FOLDER.resolve(file), StandardCharsets.ISO_8859_1);
            return ownSerial(bytes).getBytes(StandardCharsets.ISO_8859_1);
        }

        String ownSerial(String text) {
            return text.replaceAll("TST(ATT|ACC|CLN|POS)000001", serial());
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Expectation> expectations() throws IOException {
        return Files.readAllLines(FOLDER.resolve("EXPECT.tsv")).stream().skip(1).map(Expectation::of);
    }

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        muster = Muster.start(data, SETTINGS);
    }

    @AfterAll
    void stop() throws IOException {
        muster.close();
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void a_recorded_request_comes_to_what_is_expected(Expectation expected) throws Exception {
        if (expected.hasPeople()) {
            try (Muster own = Muster.start(folder.resolve(expected.number()), SETTINGS)) {
                check(own, expected);
            }
        } else {
            check(muster, expected);
        }
    }

    private static void check(Muster muster, Expectation expected) throws Exception {
        String terminal = "{\"serial\":\"" + expected.serial() + "\"}";
        assertEquals(201, muster.post("/api/terminals", terminal).statusCode());
        try (Raw raw = new Raw(muster.terminals())) {
            raw.send(expected.request());
            if (ENDED_BY_CLOSING.contains(expected.number())) {
                raw.endSending();
            }
            answers(raw, expected);
        }
        try (JournalFile journal = JournalFile.read(muster.journal())) {
            assertEquals(expected.facts(), facts(journal, expected.serial()), "punches, held, people, operations");
        }
        if (expected.introduces() && expected.status().equals("200")) {
            assertEquals(expected.dialect(), muster.get("/api/terminals/" + expected.serial()).getAsJsonObject()
                    .get("dialect").getAsString());
        }
    }

    private static void answers(Raw raw, Expectation expected) throws IOException {
        if (expected.status().equals("-")) {
            assertEquals("", raw.rest());
            return;
        }
        String[] statuses = expected.status().split(" / ");
        String[] replies = expected.reply().split(" / ");
        for (int i = 0; i < statuses.length; i++) {
            Answer answer = raw.answer();
            assertEquals(Integer.parseInt(statuses[i]), answer.status());
            String reply = expected.ownSerial(replies[i]).replace("\\n", "\n");
            if (reply.endsWith("*")) {
                String begin = reply.substring(0, reply.length() - 1);
                assertTrue(answer.body().startsWith(begin), answer.body());
            } else {
                assertEquals(reply.equals("-") ? "" : reply, answer.body());
            }
        }
    }

    private static String facts(JournalFile journal, String serial) throws Exception {
        String whose = " WHERE terminal = '" + serial + "'";
        long punches = journal.number("SELECT count(*) FROM punch"
                + " WHERE terminal IN (SELECT id FROM terminal WHERE serial = '" + serial + "')");
        long held = journal.number("SELECT count(*) FROM quarantine" + whose);
        long people = journal.number("SELECT count(*) FROM fact" + whose + " AND kind = 'person'");
        long operations = journal.number("SELECT count(*) FROM fact" + whose + " AND kind = 'operation'");
        return punches + " " + held + " " + people + " " + operations;
    }

    @Test
    void the_introduction_of_a_new_terminal_is_answered_with_the_whole_block() throws Exception {
        Expectation first = Expectation.of("010-att-init-2.4.1.req\tatt2\t200\t*\t0\t0\t0\t0");
        String recorded = Files.readString(FOLDER.resolve("010-att-init-2.4.1.rsp"), StandardCharsets.ISO_8859_1);
        String body = recorded.substring(recorded.indexOf("\r\n\r\n") + 4);
        try (Muster own = Muster.accepting(folder.resolve("whole"), SETTINGS);
                Raw raw = new Raw(own.terminals())) {
            assertEquals(first.ownSerial(body), raw.send(first.request()).answer().body());
        }
    }

    @Test
    void no_password_or_template_stays_anywhere() throws Exception {
        try (Muster own = Muster.accepting(folder.resolve("secrets"), "--set", "log.level=debug")) {
            for (Expectation expected : expectations().toList()) {
                if (expected.file().matches("08[15].*|087.*|120.*|147.*")) {
                    try (Raw raw = new Raw(own.terminals())) {
                        raw.send(expected.request()).answer();
                    }
                }
            }
            String log = own.log();
            assertEquals(0, own.stop());
            String file = Files.readString(own.journal(), StandardCharsets.ISO_8859_1);
            for (String secret : secrets()) {
                assertTrue(!log.contains(secret), "in the log: " + secret);
                assertTrue(!file.contains(secret), "in the journal: " + secret);
            }
        }
    }

    /// What stands behind the names of secrets in the recorded requests.
    private static List<String> secrets() throws IOException {
        String all = "";
        for (Expectation expected : expectations().toList()) {
            if (expected.file().matches("08[15].*|087.*|120.*|147.*")) {
                all += Files.readString(FOLDER.resolve(expected.file()), StandardCharsets.ISO_8859_1) + "\n";
            }
        }
        List<String> secrets = java.util.regex.Pattern.compile("(?i)\\b(?:passwd|password|tmp|content)=([^\\s&]{4,})")
                .matcher(all).results().map(found -> found.group(1)).distinct().toList();
        assertTrue(secrets.size() > 3, secrets.toString());
        return secrets;
    }
}
