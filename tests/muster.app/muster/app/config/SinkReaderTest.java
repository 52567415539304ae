// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
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
                new Target.Webhook(
                        uri("https://hooks.example/m"), List.of(Path.of("/k/one")), "plain", false, "muster"),
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
    void aProfileThatSaysNothingChangesNothing() throws Exception {
        ProfileConfig plain = ProfileConfig.plain();
        assertEquals(
                new ProfileConfig("p", plain.shift(), plain.since(), plain.terminals(), plain.branches(),
                        plain.events(), plain.sources(), plain.pinLongest(), plain.pinPattern(), plain.pinPrefix(),
                        plain.pinWidth(), plain.pins(), plain.direction(), plain.directions()),
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
}
