// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.config.ProfileConfig.DirectionRule;
import muster.model.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `[sinks.NAME]` and `[profiles.NAME]`: what stands there, what is meant when nothing stands there.
final class SinkReaderTest {

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

    private ProfileConfig profile(String toml) throws IOException, ConfigException {
        return read("[profiles.p]\n" + toml).profiles().get("p");
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

    private static URI uri(String text) {
        return URI.create(text);
    }

    @Test
    void withoutASinkThereIsNone() throws Exception {
        assertEquals(List.of(), read("").sinks());
        assertEquals(Map.of(), read("").profiles());
    }

    @Test
    void aSinkDeliversAtOnceFromTheFirstPunchOnWhenNothingElseIsSaid() throws Exception {
        assertEquals(
                new SinkConfig("pay", SinkConfig.Mode.LIVE, Duration.ofSeconds(30), SinkConfig.Begin.START,
                        Optional.empty(), Duration.ofMinutes(5), Optional.empty(), Set.of("punch"),
                        new Target.Files(Path.of("/srv/pay"), "jsonl", "full", "day", 0, false, false)),
                sink("[sinks.pay]\ntype = \"file\"\nfolder = \"/srv/pay\""));
    }

    @Test
    void whatEverySinkCanHaveIsRead() throws Exception {
        assertEquals(
                new SinkConfig("pay", SinkConfig.Mode.EVENT_END, Duration.ofHours(1), SinkConfig.Begin.NOW,
                        Optional.of(7), Duration.ofSeconds(20), Optional.of("p"), Set.of("punch", "contact"),
                        new Target.Files(Path.of("/srv/pay"), "xlsx", "matrix", "event", 4, true, true)),
                sink("""
                        [profiles.p]
                        [sinks.pay]
                        type = "file"
                        mode = "event-end"
                        interval = "1h"
                        begin = "now"
                        batch = 7
                        wait_max = "20s"
                        profile = "p"
                        kinds = ["punch", "contact"]
                        folder = "/srv/pay"
                        format = "xlsx"
                        layout = "matrix"
                        by = "event"
                        day_ends = 4
                        decimal_comma = true
                        mark = true
                        """));
    }

    @ParameterizedTest
    @CsvSource({"live, LIVE", "interval, INTERVAL", "manual, MANUAL", "event-end, EVENT_END"})
    void everyModeHasItsWord(String word, SinkConfig.Mode mode) throws Exception {
        assertEquals(mode, sink("[sinks.x]\ntype=\"file\"\nfolder=\"f\"\nmode=\"" + word + "\"").mode());
    }

    @Test
    void aConvexSinkTakesAddressKeyAndDialectOfTheBackend() throws Exception {
        String backend = """
                [backend]
                url = "https://one.convex.site"
                key_file = "/k/one"
                dialect = "bearer"
                [sinks.b]
                type = "convex"
                """;
        assertEquals(new Target.Convex(uri("https://one.convex.site"), Path.of("/k/one"), BackendDialect.BEARER),
                sink(backend).target());
        assertEquals(new Target.Convex(uri("https://two.convex.site"), Path.of("/k/two"), BackendDialect.API_KEY),
                sink(backend + "url = \"https://two.convex.site\"\nkey_file = \"/k/two\"\ndialect = \"api-key\"")
                        .target());
        assertEquals(new Target.Convex(uri("https://two.convex.site"), Path.of("/k/two"), BackendDialect.API_KEY),
                sink("[sinks.b]\ntype=\"convex\"\nurl = \"https://two.convex.site\"\nkey_file = \"/k/two\"").target());
    }

    @Test
    void aConvexSinkWithoutABackendNamesBothPlacesToWriteItIn() throws Exception {
        assertEquals(List.of("muster.toml:1:1: sinks.b.url: it is missing, and backend.url too",
                        "muster.toml:1:1: sinks.b.key_file: it is missing, and backend.key_file too"),
                mistakes("[sinks.b]\ntype = \"convex\""));
    }

    @Test
    void anErpnextSinkIsRead() throws Exception {
        String least = "[sinks.hr]\ntype=\"erpnext\"\nurl=\"https://erp.example\"\nkey_file=\"/k/erp\"\n";
        assertEquals(
                new Target.Erpnext(uri("https://erp.example"), Path.of("/k/erp"), "hrms", "attendance_device_id", true,
                        Target.Inactive.SET_ASIDE, false, Optional.empty(), Optional.empty(), Map.of(), 1),
                sink(least).target());
        assertEquals(
                new Target.Erpnext(uri("https://erp.example"), Path.of("/k/erp"), "erpnext", "badge", false,
                        Target.Inactive.SKIP, true, Optional.of(12.9716), Optional.of(-77.0),
                        Map.of("Day 9.30", List.of("TSTATT000001", "TSTATT000002"), "Night", List.of("TSTATT000003")),
                        4),
                sink(least + """
                        module = "erpnext"
                        field = "badge"
                        log_type = false
                        inactive = "skip"
                        skip_auto_attendance = true
                        latitude = 12.9716
                        longitude = -77
                        parallel = 4
                        [sinks.hr.shifts]
                        "Day 9.30" = ["TSTATT000001", "TSTATT000002"]
                        Night = "TSTATT000003"
                        """).target());
    }

    @Test
    void aShiftWithoutTerminalsWouldNeverBeComplete() throws Exception {
        assertEquals("muster.toml:1:1: sinks.hr: shifts.Day names no terminal",
                mistake("[sinks.hr]\ntype=\"erpnext\"\nurl=\"https://erp.example\"\nkey_file=\"k\"\nshifts.Day=[]"));
    }

    @Test
    void anOdooSinkIsRead() throws Exception {
        String least = "[sinks.o]\ntype=\"odoo\"\nurl=\"https://odoo.example\"\nkey_file=\"/k/odoo\"\n";
        assertEquals(new Target.Odoo(uri("https://odoo.example"), "json-2", Optional.empty(), Optional.empty(),
                Path.of("/k/odoo"), "pin"), sink(least).target());
        assertEquals(
                new Target.Odoo(uri("https://odoo.example"), "json-rpc", Optional.of("hr"), Optional.of("bot"),
                        Path.of("/k/odoo"), "barcode"),
                sink(least + "protocol=\"json-rpc\"\ndatabase=\"hr\"\nuser=\"bot\"\nmatch=\"barcode\"").target());
    }

    @Test
    void aSqlSinkIsRead() throws Exception {
        String least = "[sinks.s]\ntype=\"sql\"\nurl=\"jdbc:postgresql://db.example/hr\"\n";
        assertEquals(
                new Target.Sql("jdbc:postgresql://db.example/hr", Optional.empty(), Optional.empty(), "neutral",
                        "punches", Map.of(), List.of(), Target.Conflict.NOTHING, false, ""),
                sink(least).target());
        assertEquals("att_raw_data", ((Target.Sql) sink(least + "layout=\"hrbook\"").target()).table());
        Target.Sql own = (Target.Sql) sink(least + """
                user = "muster"
                password_file = "/k/db"
                layout = "own"
                table = "hr.raw"
                key = ["badge", "at"]
                conflict = "update"
                create = true
                device_prefix = "ZK-"
                [sinks.s.columns]
                badge = "pin"
                at = "punched_at"
                fixed = "'x, y'"
                """).target();
        assertEquals(
                new Target.Sql("jdbc:postgresql://db.example/hr", Optional.of("muster"), Optional.of(Path.of("/k/db")),
                        "own", "hr.raw", Map.of("badge", "pin", "at", "punched_at", "fixed", "'x, y'"),
                        List.of("badge", "at"), Target.Conflict.UPDATE, true, "ZK-"),
                own);
        assertEquals(List.of("badge", "at", "fixed"), List.copyOf(own.columns().keySet()));
    }

    @Test
    void columnsOfOnesOwnNeedATable() throws Exception {
        String own = "[sinks.s]\ntype=\"sql\"\nurl=\"jdbc:mariadb://db.example/hr\"\nlayout=\"own\"\n";
        String wrong = "muster.toml:1:1: sinks.s: layout own needs a table and its columns";
        assertEquals(wrong, mistake(own));
        assertEquals(wrong, mistake(own + "table=\"raw\""));
        assertEquals(wrong, mistake(own + "columns.badge=\"pin\""));
    }

    @Test
    void anAccessSinkIsRead() throws Exception {
        String least = "[sinks.a]\ntype=\"access\"\nfile=\"/srv/att2000.mdb\"\n";
        assertEquals(new Target.Access(Path.of("/srv/att2000.mdb"), false, 15), sink(least).target());
        assertEquals(new Target.Access(Path.of("/srv/att2000.mdb"), true, 60),
                sink(least + "create_people=true\nlock_wait=60").target());
    }

    @Test
    void aWebhookSinkIsRead() throws Exception {
        String least = "[sinks.w]\ntype=\"webhook\"\nurl=\"https://hooks.example/m\"\n";
        assertEquals(
                new Target.Webhook(uri("https://hooks.example/m"), List.of(Path.of("/k/one")), "plain", false, "muster"),
                sink(least + "secret_files=[\"/k/one\"]").target());
        assertEquals(
                new Target.Webhook(uri("https://hooks.example/m"), List.of(Path.of("/k/one"), Path.of("/k/two")),
                        "cloudevents", true, "hall-east"),
                sink(least + """
                        secret_files = ["/k/one", "/k/two"]
                        form = "cloudevents"
                        private_addresses = true
                        site = "hall-east"
                        """).target());
        String files = "muster.toml:4:1: sinks.w.secret_files: name one file, or two while one secret takes over from"
                + " the other";
        assertEquals(files, mistake(least + "secret_files=[\"a\", \"b\", \"c\"]"));
        assertEquals(files, mistake(least + "secret_files=[]"));
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
    void aProfileThatSaysNothingChangesNothing() throws Exception {
        ProfileConfig plain = ProfileConfig.plain();
        assertEquals(
                new ProfileConfig("p", plain.shift(), plain.since(), plain.terminals(), plain.branches(), plain.events(),
                        plain.sources(), plain.pinLongest(), plain.pinPattern(), plain.pinPrefix(), plain.pinWidth(),
                        plain.pins(), plain.direction(), plain.directions()),
                profile(""));
    }

    @Test
    void aProfileIsRead() throws Exception {
        assertEquals(
                new ProfileConfig("p", Duration.ofMinutes(-10), Optional.of(LocalDate.of(2026, 11, 1)),
                        Set.of("TSTATT000001"), Set.of("north", "south"), Set.of("fair"),
                        Set.of(Source.PUSH, Source.IMPORT), Optional.of(4), Optional.of("\\d+"), "A-", 6,
                        Map.of("7", "1042", "a.b", "c"), DirectionRule.ALTERNATE,
                        Map.of("TSTATT000001", DirectionRule.IN, "TSTATT000002", DirectionRule.OUT)),
                profile("""
                        shift = "-10m"
                        since = 2026-11-01
                        terminals = ["TSTATT000001"]
                        branches = ["north", "south"]
                        events = "fair"
                        sources = ["push", "import"]
                        pin_longest = 4
                        pin_pattern = '\\d+'
                        pin_prefix = "A-"
                        pin_width = 6
                        direction = "alternate"
                        [profiles.p.pins]
                        7 = "1042"
                        "a.b" = "c"
                        [profiles.p.directions]
                        TSTATT000001 = "in"
                        TSTATT000002 = "out"
                        """));
        assertEquals(Duration.ofHours(1), profile("shift = \"1h\"").shift());
    }

    @Test
    void aSinkMayNameOnlyAProfileThatIsThere() throws Exception {
        assertEquals("muster.toml:4:1: sinks.x.profile: there is no [profiles.q]",
                mistake("[sinks.x]\ntype=\"file\"\nfolder=\"f\"\nprofile=\"q\"\n[profiles.p]\nshift=\"1m\""));
        assertEquals(Optional.of("q"),
                sink("[sinks.x]\ntype=\"file\"\nfolder=\"f\"\nprofile=\"q\"\n[profiles.q]\n").profile());
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
    void aFlagGoesBeforeTheFileAndMayMakeASinkOfItsOwn() throws Exception {
        List<SinkConfig> sinks = read("[sinks.x]\ntype=\"file\"\nfolder=\"f\"\nmode=\"manual\"", "sinks.x.mode=live",
                "sinks.y.type=webhook", "sinks.y.url=https://h.example", "sinks.y.secret_files=/k/one,/k/two",
                "sinks.y.profile=p", "profiles.p.pins.7=8").sinks();
        assertEquals(List.of("x", "y"), sinks.stream().map(SinkConfig::name).toList());
        assertEquals(SinkConfig.Mode.LIVE, sinks.getFirst().mode());
        assertEquals(List.of(Path.of("/k/one"), Path.of("/k/two")),
                ((Target.Webhook) sinks.getLast().target()).secretFiles());
        assertEquals("command line: sinks.z.type: it must be one of convex, erpnext, odoo, sql, access, webhook, file",
                mistake("", "sinks.z.mode=live"));
        assertTrue(mistake("", "sinks.z=file").startsWith("command line: sinks.z: there is no such setting"));
    }

    @Test
    void sinksStayInTheOrderOfTheFile() throws Exception {
        StringBuilder toml = new StringBuilder();
        List<String> names = List.of("zoo", "b2", "alpha", "m", "C", "y", "x", "w");
        names.forEach(name -> toml.append("[sinks.").append(name).append("]\ntype=\"file\"\nfolder=\"").append(name)
                .append("\"\n"));
        assertEquals(names, read(toml.toString()).sinks().stream().map(SinkConfig::name).toList());
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
