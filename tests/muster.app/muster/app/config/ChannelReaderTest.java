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
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.mail.MailSettings;
import muster.model.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Channels and the heartbeat as they stand in the file, and what is said when they are wrong.
final class ChannelReaderTest {

    @TempDir
    private Path folder;

    private Config read(String toml) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("muster.toml"), toml);
        return new ConfigReader(file, Map.of(), List.of()).read();
    }

    private ChannelConfig channel(String toml) throws IOException, ConfigException {
        List<ChannelConfig> channels = read(toml).channels();
        assertEquals(1, channels.size());
        return channels.getFirst();
    }

    private List<String> mistakes(String toml) {
        return assertThrows(ConfigException.class, () -> read(toml)).mistakes();
    }

    @Test
    void withoutAnyThereIsNoneAndNobodyIsCalled() throws Exception {
        assertEquals(List.of(), read("").channels());
        assertFalse(read("").heartbeat().isOn());
    }

    @Test
    void whatIsNotGivenIsAsItSuitsMost() throws Exception {
        ChannelConfig channel = channel("""
                [channels.ops]
                type = "webhook"
                url = "https://hooks.example/alerts"
                secret_files = ["/etc/muster/hook"]
                """);
        assertEquals(new ChannelConfig("ops", new ChannelRules(Notice.Level.WARNING, Set.of(), Duration.ofSeconds(10),
                Optional.empty(), 20, true), new ChannelTarget.Webhook(URI.create("https://hooks.example/alerts"),
                List.of(Path.of("/etc/muster/hook")), false)), channel);
    }

    @Test
    void everySettingOfAMailCounts() throws Exception {
        ChannelConfig channel = channel("""
                [channels.mail]
                type = "email"
                level = "error"
                branches = ["kolkata", "chennai"]
                group_wait = "1m"
                quiet_hours = "22:00-06:30"
                rate = 5
                resolved = false
                host = "mail.example.org"
                tls = "tls"
                user = "muster"
                password_file = "/etc/muster/mail"
                from = "muster@example.org"
                to = ["one@example.org", "two@example.org"]
                """);
        assertEquals(new ChannelRules(Notice.Level.ERROR, Set.of("kolkata", "chennai"), Duration.ofMinutes(1),
                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30))), 5, false), channel.rules());
        assertEquals(new ChannelTarget.Email("mail.example.org", 465, MailSettings.Tls.TLS, Optional.of("muster"),
                Optional.of(Path.of("/etc/muster/mail")), "muster@example.org",
                List.of("one@example.org", "two@example.org")), channel.target());
    }

    @ParameterizedTest
    @CsvSource({"none, 25", "starttls, 587", "tls, 465"})
    void aMailServerIsCalledWhereItIsAsARule(String tls, int port) throws Exception {
        ChannelConfig channel = channel("[channels.m]\ntype = \"email\"\nhost = \"h.example\"\ntls = \"" + tls
                + "\"\nfrom = \"a@example.org\"\nto = [\"b@example.org\"]\n");
        assertEquals(port, ((ChannelTarget.Email) channel.target()).port());
    }

    @Test
    void aTemplateKeepsItsBraces() throws Exception {
        ChannelConfig channel = channel("""
                [channels.telegram]
                type = "http"
                url = "https://api.telegram.example/bot{secret}/sendMessage?x={level}"
                secret_file = "/etc/muster/telegram"
                body = '{"chat_id": 42, "text": "{title}\\n{message}", "n": {count}}'
                headers.X-Level = "{level}"
                expect = '"ok":true'
                """);
        assertEquals(new ChannelTarget.Http("POST", "https://api.telegram.example/bot{secret}/sendMessage?x={level}",
                Map.of("X-Level", "{level}"), ChannelTarget.Form.JSON,
                "{\"chat_id\": 42, \"text\": \"{title}\\n{message}\", \"n\": {count}}",
                Optional.of(Path.of("/etc/muster/telegram")), List.of(), "\"ok\":true"), channel.target());
    }

    @Test
    void aModemHasNumbers() throws Exception {
        assertEquals(new ChannelTarget.Modem(List.of("+15550100", "112")),
                channel("[channels.sms]\ntype = \"modem\"\nto = [\"+15550100\", \"112\"]\n").target());
        assertEquals(1, mistakes("[channels.sms]\ntype = \"modem\"\nto = [\"call me\"]\n").size());
        assertEquals(1, mistakes("[channels.sms]\ntype = \"modem\"\n").size());
    }

    @Test
    void aNightMayHoldMidnightAndANoonNot() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        assertTrue(night.holds(LocalTime.of(22, 0)));
        assertTrue(night.holds(LocalTime.MIDNIGHT));
        assertFalse(night.holds(LocalTime.of(6, 0)));
        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0));
        assertTrue(noon.holds(LocalTime.of(12, 59)));
        assertFalse(noon.holds(LocalTime.of(13, 0)));
        assertFalse(noon.holds(LocalTime.of(0, 0)));
    }

    @Test
    void aHeartbeatMayHaveAQuestionInItsAddress() throws Exception {
        HeartbeatConfig heartbeat = read("[heartbeat]\nurl = \"https://up.example/push/a?status=up\"\nevery = \"1m\"\n")
                .heartbeat();
        assertEquals(new HeartbeatConfig(Optional.of(URI.create("https://up.example/push/a?status=up")),
                Optional.empty(), Duration.ofMinutes(1)), heartbeat);
        assertEquals(1, mistakes("[heartbeat]\nurl = \"https://up.example/\"\nurl_file = \"/a\"\n").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "type = \"pigeon\"|type: it must be one of webhook, email, http, modem",
        "type = \"http\"\\nurl = \"https://{title}.example/\"|whose host is fixed",
        "type = \"http\"\\nurl = \"https://h.example/{massage}\"|what is put into it is {count}",
        "type = \"http\"\\nurl = \"https://h.example/{secret}\"|secret_file: is missing: {secret} stands for it",
        "type = \"http\"\\nurl = \"https://h.example/\"\\nto = [\"a\"]|to: is given, but {to} stands nowhere",
        "type = \"http\"\\nurl = \"https://h.example/\"\\nbody = \"{message}\"|body: it is not JSON",
        "type = \"http\"\\nurl = \"https://h.example/\"\\nheaders.Host = \"a\"|headers.Host cannot be set",
        "type = \"http\"\\nmethod = \"GET\"\\nurl = \"https://h.example/\"\\nbody = \"{}\"|body: a GET has none",
        "type = \"webhook\"\\nurl = \"https://h.example/\"|secret_files: name one file",
        "type = \"modem\"\\nto = [\"112\"]\\nquiet_hours = \"25:00-06:00\"|quiet_hours: \"25:00-06:00\" is not allowed",
        "type = \"modem\"\\nto = [\"112\"]\\nquite_hours = \"22:00-06:00\"|quite_hours: there is no such setting",
        "type = \"modem\"\\nto = [\"112\"]\\nrate = 0|rate: \"0\" is not allowed"})
    void aMistakeIsToldWhereItStands(String toml, String said) {
        List<String> mistakes = mistakes("[channels.a]\n" + toml.replace("\\n", "\n") + "\n");
        assertEquals(1, mistakes.size(), mistakes.toString());
        assertTrue(mistakes.getFirst().contains(said), mistakes.getFirst());
        assertTrue(mistakes.getFirst().matches(".*muster.toml:\\d+:\\d+: channels\\.a[.:].*"), mistakes.getFirst());
    }

    @Test
    void aLoginNeedsItsPasswordAndTheLogIsTaken() {
        assertEquals(1, mistakes("[channels.a]\ntype = \"email\"\nhost = \"h.example\"\nuser = \"u\"\n"
                + "from = \"a@example.org\"\nto = [\"b@example.org\"]\n").size());
        assertEquals(1, mistakes("[channels.log]\ntype = \"modem\"\nto = [\"112\"]\n").size());
    }
}
