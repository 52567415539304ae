// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said when sinks and profiles are wrong, and what of them nobody may see.
final class SinkMistakesTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("muster.toml");
    }

    private Config read(String toml, String... flags) throws IOException, ConfigException {
        return new ConfigReader(Files.writeString(file, toml), Map.of(), List.of(flags)).read();
    }

    private SinkConfig sink(String toml) throws IOException, ConfigException {
        List<SinkConfig> sinks = read(toml).sinks();
        assertEquals(1, sinks.size());
        return sinks.getFirst();
    }

    private List<String> mistakes(String toml, String... flags) throws IOException {
        ConfigReader reader = new ConfigReader(Files.writeString(file, toml), Map.of(), List.of(flags));
        return assertThrows(ConfigException.class, reader::read).mistakes().stream()
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }

    private String mistake(String toml, String... flags) throws IOException {
        List<String> mistakes = mistakes(toml, flags);
        assertEquals(1, mistakes.size(), mistakes.toString());
        return mistakes.getFirst();
    }

    @Test
    void aPathThatIsNoneIsAMistakeLikeAnyOther() throws Exception {
        assertTrue(mistakes("[sinks.w]\ntype=\"webhook\"\nurl=\"https://h.example\"\nsecret_files=[\"a\\u0000b\"]")
                .getFirst().contains("it takes a list of paths"));
    }

    @ParameterizedTest
    @CsvSource({"erpnext, url", "erpnext, key_file", "odoo, url", "odoo, key_file", "sql, url", "access, file",
        "webhook, url", "file, folder"})
    void whatATypeCannotDoWithoutMustBeGivenAndNotEmpty(String type, String name) throws Exception {
        String whole = whole(type);
        read(whole);
        String wanting = whole.replaceAll("(?m)^" + name + " = .*\n", "");
        assertTrue(mistake(wanting).startsWith("muster.toml:1:1: sinks.x." + name + ": is missing: "),
                mistakes(wanting).toString());
        String empty = whole.replaceAll("(?m)^(" + name + ") = .*\n", "$1 = \"\"\n");
        assertTrue(mistake(empty).contains(": sinks.x." + name + ": is missing: "), mistakes(empty).toString());
    }

    private static String whole(String type) {
        return "[sinks.x]\ntype = \"" + type + "\"\n" + switch (type) {
            case "sql" -> "url = \"jdbc:mysql://db.example/hr\"\n";
            case "access" -> "file = \"f.mdb\"\n";
            case "file" -> "folder = \"f\"\n";
            case "webhook" -> "url = \"https://x.example\"\nsecret_files = \"k\"\n";
            default -> "url = \"https://x.example\"\nkey_file = \"k\"\n";
        };
    }

    @Test
    void aSinkWithoutATypeOrOfNoTypeIsAMistakeEvenWhenNothingStandsInIt() throws Exception {
        String types = "it must be one of convex, erpnext, odoo, sql, access, webhook, file";
        assertEquals("muster.toml:2:1: sinks.x.type: " + types, mistake("\n[sinks.x]\n"));
        assertEquals("muster.toml:1:1: sinks.x.type: " + types, mistake("[sinks.x]\nmode=\"live\""));
        assertEquals("muster.toml:2:1: sinks.x.type: " + types, mistake("[sinks.x]\ntype=\"oracle\""));
    }

    @Test
    void anUnknownNameIsToldWithItsPlaceAndTheNamesThereAre() throws Exception {
        String mistake = mistake("[sinks.x]\ntype=\"access\"\nfile=\"f\"\n  foldr=\"f\"");
        assertEquals("muster.toml:4:3: sinks.x.foldr: there is no such setting; there are type, mode, interval, begin,"
                + " batch, wait_max, profile, kinds, file, create_people, lock_wait", mistake);
        assertTrue(mistake("[sinks.x]\ntype=\"file\"\nfolder=\"f\"\nurl=\"https://x.example\"")
                .startsWith("muster.toml:4:1: sinks.x.url: there is no such setting; "));
        assertTrue(mistake("[profiles.p]\nshfit=\"-10m\"")
                .startsWith("muster.toml:2:1: profiles.p.shfit: there is no such setting; there are shift, since, "));
        assertTrue(mistake("[sinks]\nx = \"file\"").startsWith("muster.toml:2:1: sinks.x: there is no such setting"));
    }

    @Test
    void everyMistakeIsToldAtOnce() throws Exception {
        assertEquals(
                Set.of(
                        "muster.toml:2:1: profiles.p.shift: \"soon\" is not allowed; it takes a time from -24h to 24h,"
                                + " such as -10m",
                        "muster.toml:3:1: profiles.p.pin_pattern: \"[\" is not allowed; it takes a regular expression,"
                                + " or \"\" for none",
                        "muster.toml:4:1: profiles.p.directions.TSTATT000001: \"sideways\" is not allowed; it takes one"
                                + " of \"state\", \"alternate\", \"in\", \"out\", \"none\"",
                        "muster.toml:7:1: sinks.a.mode: \"sometimes\" is not allowed; it takes one of \"live\","
                                + " \"interval\", \"manual\", \"event-end\"",
                        "muster.toml:8:1: sinks.a.batch: \"1001\" is not allowed; it takes a whole number from 0 to"
                                + " 1000",
                        "muster.toml:9:1: sinks.a.kinds: \"punches\" is not allowed; it takes a list of kinds of facts,"
                                + " such as [\"punch\", \"contact\", \"gathering\"]",
                        "muster.toml:5:1: sinks.a.file: is missing: The file att2000.mdb.",
                        "muster.toml:12:1: sinks.b.latitude: \"NaN\" is not allowed; it takes degrees from -90 to 90,"
                                + " such as 12.9716, or \"\" for none"),
                new HashSet<>(mistakes("""
                        [profiles.p]
                        shift = "soon"
                        pin_pattern = "["
                        directions.TSTATT000001 = "sideways"
                        [sinks.a]
                        type = "access"
                        mode = "sometimes"
                        batch = 1001
                        kinds = ["punches"]
                        [sinks.b]
                        type = "erpnext"
                        latitude = nan
                        url = "https://erp.example"
                        key_file = "k"
                        """)));
    }

    @Test
    void anAddressOfADatabaseMustHoldNoPasswordAndIsNotRepeatedWithIt() throws Exception {
        String toml = "[sinks.s]\ntype=\"sql\"\nurl=\"jdbc:postgresql://db.example/hr?user=m&password=opensesame\"";
        String mistake = mistake(toml);
        assertTrue(mistake.startsWith("muster.toml:3:1: sinks.s.url: \"jdbc:postgresql://db.example/hr?user=m&password"
                + "=***\" is not allowed; "), mistake);
    }

    @Test
    void whatIsShownHoldsNoSecret() throws Exception {
        Files.writeString(file, """
                [backend]
                url = "https://user:opensesame@one.convex.site"
                [sinks.s]
                type = "sql"
                url = "jdbc:mariadb://db.example/hr?password=opensesame"
                password_file = "/k/db"
                [sinks.w]
                type = "webhook"
                url = "https://hooks.example/services/opensesame"
                secret_files = "/k/hook"
                [sinks.e]
                type = "erpnext"
                url = "https://erp.example/site"
                [profiles.p]
                pin_prefix = "A"
                """);
        List<ConfigReader.Shown> shown = new ConfigReader(file, Map.of(), List.of("sinks.w.site=east")).shown();
        assertFalse(shown.toString().contains("opensesame"), shown.toString());
        assertEquals("https://hooks.example/***", value(shown, "sinks.w.url"));
        assertEquals("jdbc:mariadb://db.example/hr?password=***", value(shown, "sinks.s.url"));
        assertEquals("https://***@one.convex.site", value(shown, "backend.url"));
        assertEquals("https://erp.example/site", value(shown, "sinks.e.url"));
        assertEquals("/k/db", value(shown, "sinks.s.password_file"));
        assertEquals("A", value(shown, "profiles.p.pin_prefix"));
        assertTrue(shown.contains(new ConfigReader.Shown("sinks.w.site", "east", "command line")));
    }

    private static String value(List<ConfigReader.Shown> shown, String name) {
        return shown.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void namesAreLettersDigitsDashAndUnderscore() throws Exception {
        assertEquals("pay-roll_2", sink("[sinks.pay-roll_2]\ntype=\"file\"\nfolder=\"f\"").name());
        String name = "its name must be 1 to 64 letters, digits, - or _";
        assertEquals("muster.toml:1:1: sinks.pay roll: " + name,
                mistake("[sinks.\"pay roll\"]\ntype=\"file\"\nfolder=\"f\""));
        assertEquals("muster.toml:1:1: sinks.a.b: " + name, mistake("[sinks.\"a.b\"]\ntype=\"file\"\nfolder=\"f\""));
        assertEquals("muster.toml:1:1: profiles.ä: " + name, mistake("[profiles.\"ä\"]\nshift=\"1m\""));
        assertEquals("command line: sinks.: " + name,
                mistake("", "sinks..type=file", "sinks..folder=f"));
    }

    @Test
    void twoSinksMayNotWriteTheSameFiles() throws Exception {
        String first = "[sinks.a]\ntype=\"file\"\nfolder=\"/srv/pay\"\n";
        String second = "[sinks.b]\ntype=\"file\"\nfolder=\"/srv/x/../pay/\"\n";
        assertEquals("muster.toml:4:1: sinks.b: it has folder, layout and format of sinks.a; give it a folder of its"
                + " own", mistake(first + second));
        assertTrue(mistake(first + second + "by=\"event\"").contains("of sinks.a"));
        assertEquals(2, read(first + second + "format=\"csv\"").sinks().size());
        assertEquals(2, read(first + second + "layout=\"punches\"").sinks().size());
        assertEquals(2, read(first + second.replace("pay", "hr")).sinks().size());
    }

    @Test
    void aListTakesItsEntriesBetweenQuotesOfTheirOwn() throws Exception {
        assertEquals("muster.toml:2:1: profiles.p.terminals: write each entry of the list between its own quotes",
                mistake("[profiles.p]\nterminals=[\"a,b\"]"));
        assertEquals("muster.toml:2:1: profiles.p.sources: \"push, fax\" is not allowed; it takes a list of \"push\","
                        + " \"pull\", \"ble\", \"manual\", \"import\"",
                mistake("[profiles.p]\nsources=[\"push\", \"fax\"]"));
    }
}
