// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said when settings are wrong.
final class MistakesTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("muster.toml");
    }

    /// What is wrong with a file, each line without the folder it lies in.
    private List<String> mistakes(String toml) throws IOException {
        return mistakes(new ConfigReader(Files.writeString(file, toml), Map.of(), List.of()));
    }

    private List<String> mistakes(ConfigReader reader) {
        ConfigException wrong = assertThrows(ConfigException.class, reader::read);
        assertEquals(String.join("\n", wrong.mistakes()), wrong.getMessage());
        return wrong.mistakes().stream().map(line -> line.replace(folder + "/", "")).toList();
    }

    private static ConfigReader environment(Map<String, String> environment) {
        return new ConfigReader(null, environment, List.of());
    }

    private static ConfigReader flags(String... flags) {
        return new ConfigReader(null, Map.of(), List.of(flags));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'192.0.2.0/24, 192.0.3.0/24'",
        "192",
        "{a = 1}",
    })
    void anEntryOfAListThatIsNoWordIsAMistakeOnce(String entry) throws IOException {
        String literal = entry.contains("/") ? "\"" + entry + "\"" : entry;
        assertEquals(
                List.of("muster.toml:2:1: push.addresses: write each entry of the list between its own quotes"),
                mistakes("[push]\naddresses = [" + literal + "]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "push.unknwon = 'hold'            | push.unknwon   | push.unknown",
        "push.errordelay = '30s'          | push.errordelay | push.error_delay",
        "api.keyfile = 'k'                | api.keyfile    | api.key_file",
        "api.listen.port = 8888           | api.listen.port | api.listen",
        "times.zone = 'Z'                 | times.zone     | time.zone",
        "jurnal.synchronous = 'full'      | jurnal.synchronous | journal.synchronous",
        "Data = '/srv'                    | Data           | data",
        "dta = '/srv'                     | dta            | data",
    })
    void anUnknownSettingIsToldWithTheNearestOne(String line, String name, String nearest) throws IOException {
        assertEquals(
                List.of("muster.toml:3:2: " + name + ": there is no such setting; did you mean " + nearest + "?"),
                mistakes("\n# comment\n " + line.replace('\'', '"') + "\n"));
    }

    @Test
    void noNameIsOfferedWhenNoneIsNear() throws IOException {
        assertEquals(
                List.of("muster.toml:1:1: convex.url: there is no such setting"),
                mistakes("convex.url = \"x\""));
        assertEquals(List.of("muster.toml:1:1: push: there is no such setting"), mistakes("[[push]]\ndelay = \"3s\""));
    }

    @Test
    void anUnknownSettingInTheEnvironmentOrOnTheCommandLineIsAMistakeToo() {
        assertEquals(
                List.of("environment MUSTER_PUSH_UNKNWON: there is no such setting; did you mean MUSTER_PUSH_UNKNOWN?"),
                mistakes(environment(Map.of("MUSTER_PUSH_UNKNWON", "hold"))));
        assertEquals(
                List.of("command line: push.unknwon: there is no such setting; did you mean push.unknown?"),
                mistakes(flags("push.unknwon=hold")));
        assertEquals(
                List.of("--set push.unknown: write it as name=value, such as push.unknown=hold",
                        "--set =hold: write it as name=value, such as push.unknown=hold"),
                mistakes(flags("push.unknown", "=hold")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "push.delay = \"90s\"      | 90s     | a time in whole seconds from 2s to 60s, such as 2s",
        "push.delay = 10           | 10      | a time in whole seconds from 2s to 60s, such as 2s",
        "api.keepalive = \"11m\"   | 11m     | a time from 1s to 10m, such as 15s, 10m or 24h",
        "api.streams = 0           | 0       | a whole number from 1 to 100000",
        "api.streams = 10.5        | 10.5    | a whole number from 1 to 100000",
        "push.body_kib = \"4M\"    | 4M      | a whole number from 64 to 262144",
        "push.unknown = \"maybe\"  | maybe   | one of \"hold\", \"accept\", \"refuse\"",
        "push.photos = true        | true    | one of \"drop\", \"keep\"",
        "journal.synchronous = \"off\" | off | one of \"full\", \"normal\"",
        "log.level = \"trace\"     | trace   | one of \"error\", \"warning\", \"info\", \"debug\"",
        "api.listen = 8888         | 8888    | HOST:PORT, such as 127.0.0.1:8888 or [::]:8081; port 0 takes a free one",
        "data = \"\"               | ``      | a path",
        "time.earliest = \"2026-02-30\" | 2026-02-30 | a date such as 2005-01-31",
        "time.zone = \"Mars\"      | Mars    | an IANA zone such as Asia/Kolkata, an offset such as +05:30, "
                + "or \"\" for this machine's zone",
        "push.paths = []           | ``      | a list of one or more words, such as [\"iclock\", \"aclock\"]",
        "ble.rssi = -128           | -128    | a whole number from -127 to 20",
        "ble.prefix = \"A T\"       | A T     | up to 16 printable ASCII characters, or \"\" for none",
        "ble.adapters = [\"wlan0\"] | wlan0   | a list of adapters, such as [\"hci0\"] or [\"02:00:00:00:00:01\"]",
        "ble.dedupe = \"never\"     | never   | \"session\" (once per event) or a time from 1s to 7d, such as 300s",
        "backend.url = \"example.org\" | example.org | an http or https URL, or \"\" for none",
        "push.addresses = [\"gate\"] | gate  | a list of addresses and networks, such as [\"10.1.0.0/16\", "
                + "\"192.0.2.7\"]",
    })
    void aWrongValueIsToldWithWhatIsAllowed(String line, String value, String allowed) throws IOException {
        String name = line.substring(0, line.indexOf(' '));
        assertEquals(
                List.of("muster.toml:2:1: " + name + ": \"" + value + "\" is not allowed; it takes " + allowed),
                mistakes("\n" + line + "\n"));
    }

    @Test
    void aWrongValueFromElsewhereIsToldWithWhereItStands() {
        assertEquals(
                List.of("environment MUSTER_API_STREAMS: api.streams: \"many\" is not allowed; "
                        + "it takes a whole number from 1 to 100000"),
                mistakes(environment(Map.of("MUSTER_API_STREAMS", "many"))));
        assertEquals(
                List.of("command line: api.streams: \"\" is not allowed; it takes a whole number from 1 to 100000"),
                mistakes(flags("api.streams=")));
    }

    @Test
    void allMistakesAreReportedTogether() throws IOException {
        Files.writeString(file, """
                dta = "/srv"
                [push]
                delay = "1s"
                  unknown = "maybe"
                [log]
                lvl = 3
                """);
        ConfigReader reader = new ConfigReader(file, Map.of("MUSTER_API_STREAMS", "0", "MUSTER_COLOUR_SCHEME", "dark"),
                List.of("time.zone=Mars", "nonsense"));
        Set<String> begins = Set.of(
                "muster.toml:1:1: dta: ",
                "muster.toml:3:1: push.delay: \"1s\" ",
                "muster.toml:4:3: push.unknown: \"maybe\" ",
                "muster.toml:6:1: log.lvl: ",
                "environment MUSTER_API_STREAMS: api.streams: \"0\" ",
                "environment MUSTER_COLOUR_SCHEME: ",
                "command line: time.zone: \"Mars\" ",
                "--set nonsense: ");
        List<String> mistakes = mistakes(reader);
        assertEquals(begins.size(), mistakes.size(), mistakes.toString());
        for (String begin : begins) {
            assertTrue(mistakes.stream().anyMatch(line -> line.startsWith(begin)), begin + " in " + mistakes);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[push                   | 1:6  | Unexpected end of input, expected ]",
        "\\ndata = /srv           | 2:8  | Unexpected '/', expected a value",
        "data = \"/srv           | 1:13 | Unexpected end of input, expected \" or a character",
        "a = 1\\na = 2            | 2:1  | a previously defined at line 1, column 1",
        "[api]\\nstreams = 5 5    | 2:13 | Unexpected '5', expected a newline or end-of-input",
    })
    void aSyntaxErrorIsToldWithItsPositionAndNothingElseOfTheFile(String toml, String position, String error)
            throws IOException {
        assertEquals(
                List.of("muster.toml:" + position + ": " + error),
                mistakes(toml.replace("\\n", "\n")));
    }

    @Test
    void aSyntaxErrorDoesNotHideMistakesFromElsewhere() throws IOException {
        Files.writeString(file, "[push");
        List<String> mistakes = mistakes(new ConfigReader(file, Map.of(), List.of("api.streams=0")));
        assertEquals(2, mistakes.size());
        assertTrue(mistakes.getLast().startsWith("command line: api.streams:"), mistakes.getLast());
    }

    @Test
    void aFileThatIsNotThereIsAMistakeAndSoIsOneThatIsNone() throws IOException {
        assertEquals(
                List.of("muster.toml: there is no such file; name another with --config"),
                mistakes(new ConfigReader(file, Map.of(), List.of())));
        Files.createDirectory(file);
        assertTrue(mistakes(new ConfigReader(file, Map.of(), List.of())).getFirst()
                .startsWith("muster.toml: it cannot be read: "));
    }

    @Test
    void aFileMadeToExhaustItsReaderIsToldSo() throws IOException {
        for (String toml : List.of("x = " + "[".repeat(100_000), "x = " + "{a=".repeat(100_000),
                "a" + ".a".repeat(100_000) + " = 1", "[a" + ".a".repeat(100_000) + "]")) {
            List<String> told = mistakes(toml);
            assertTrue(told.getFirst().contains("Nesting is too deep") && told.size() < 100, told.getFirst());
        }
        assertEquals(
                List.of("muster.toml: it cannot be read: it is larger than 1024 KiB, so it is no file of settings"),
                mistakes("#".repeat((1 << 20) + 1)));
    }

    @Test
    void aFileInAnotherEncodingIsToldSo() throws IOException {
        Files.write(file, "data = \"/srv/Büro\"".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of("muster.toml: it is not UTF-8 text; save it as UTF-8"),
                mistakes(new ConfigReader(file, Map.of(), List.of())));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:8888", "[::]:8888", "192.0.2.10:8888", "[2001:db8::1]:8888"})
    void anApiThatOtherHostsCanReachNeedsAKey(String listen) throws IOException {
        String needs = ": api.listen: an address other hosts can reach needs a key; "
                + "make one with muster keys create, or name a file with one in api.key_file";
        assertEquals(List.of("muster.toml:2:1" + needs), mistakes("[api]\nlisten = \"" + listen + "\""));
        assertEquals(List.of("command line" + needs), mistakes(flags("api.listen=" + listen)));
    }

    @Test
    void aKeyFileThatCannotBeReadIsAMistake() throws IOException {
        assertEquals(
                List.of("muster.toml:3:1: api.key_file: nothing/key cannot be read"),
                mistakes("[api]\n\nkey_file = \"" + folder + "/nothing/key\""));
        Path folderNotFile = Files.createDirectory(folder.resolve("key"));
        assertEquals(
                List.of("command line: api.key_file: key cannot be read"),
                mistakes(flags("api.key_file=" + folderNotFile)));
    }

    @Test
    void aRequestMayNotTakeLessTimeThanItsHead() throws IOException {
        assertEquals(
                List.of("muster.toml:3:1: push.request_time: it must not be shorter than push.head_time"),
                mistakes("[push]\nhead_time = \"20s\"\nrequest_time = \"19999ms\""));
        assertEquals(
                List.of("default: push.request_time: it must not be shorter than push.head_time"),
                mistakes("[push]\nhead_time = \"2m\""));
    }

    @Test
    void mistakesBetweenSettingsAreReportedTogetherToo() throws IOException {
        List<String> mistakes = mistakes("""
                [api]
                listen = "0.0.0.0:8888"
                [push]
                head_time = "30s"
                request_time = "20s"
                """);
        assertEquals(2, mistakes.size(), mistakes.toString());
        assertTrue(mistakes.getFirst().startsWith("muster.toml:2:1: api.listen: "), mistakes.getFirst());
        assertTrue(mistakes.getLast().startsWith("muster.toml:5:1: push.request_time: "), mistakes.getLast());
    }
}
