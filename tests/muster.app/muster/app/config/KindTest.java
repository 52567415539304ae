// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import muster.app.terminal.Network;
import muster.app.terminal.TerminalRules;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts a setting takes, and those it does not.
final class KindTest {

    private static void refused(Kind<?> kind, String text) {
        assertThrows(IllegalArgumentException.class, () -> kind.read().value(text), "\"" + text + "\" was taken");
    }

    @ParameterizedTest
    @CsvSource({"1ms, PT0.001S", "999ms, PT0.999S", "1500ms, PT1.5S", "15s, PT15S", "015s, PT15S", "90m, PT1H30M",
        "24h, PT24H", "7d, PT168H", "3600000ms, PT1H", "30d, PT720H"})
    void aTimeIsAWholeNumberAndAUnit(String text, Duration time) {
        assertEquals(time, Kind.time("1ms", "30d").read().value(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "15", "s", "15 s", " 15s", "15s ", "15S", "15sec", "1.5s", "1,5s", "-1s", "+1s",
        "1h30m", "PT15S", "1w", "1y", "15us", "9999999999s", "٣s", "1e3s", "15s\n"})
    void anythingElseIsNoTime(String text) {
        refused(Kind.time("1ms", "30d"), text);
    }

    @Test
    void bothBoundsOfATimeBelongToIt() {
        Kind<Duration> kind = Kind.time("2s", "1m");
        assertEquals(Duration.ofSeconds(2), kind.read().value("2s"));
        assertEquals(Duration.ofMinutes(1), kind.read().value("60000ms"));
        refused(kind, "1999ms");
        refused(kind, "60001ms");
        refused(kind, "0s");
        refused(kind, "999999999d");
        assertEquals("a time from 2s to 1m, such as 15s, 10m or 24h", kind.allowed());
    }

    /// Terminals are told whole seconds: "2500ms" was taken, and they were told 2.
    @Test
    void aTimeThatTerminalsAreToldHasWholeSeconds() {
        Kind<Duration> kind = Kind.seconds("2s", "60s");
        assertEquals(Duration.ofSeconds(3), kind.read().value("3000ms"));
        assertEquals(Duration.ofMinutes(1), kind.read().value("1m"));
        refused(kind, "2500ms");
        refused(kind, "1s");
        refused(kind, "61s");
    }

    @Property(tries = 300)
    void aTimeIsWithinItsBoundsOrRefused(
            @ForAll @IntRange(max = 999_999_999) int count, @ForAll @From("units") String unit) {
        Duration time = switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        Kind<Duration> kind = Kind.time("10s", "24h");
        if (time.compareTo(Duration.ofSeconds(10)) < 0 || time.compareTo(Duration.ofHours(24)) > 0) {
            refused(kind, count + unit);
        } else {
            assertEquals(time, kind.read().value(count + unit));
        }
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("ms", "s", "m", "h", "d");
    }

    @Test
    void aNumberIsWholeAndWithinItsBounds() {
        Kind<Integer> kind = Kind.number(16, 100_000);
        assertEquals(16, kind.read().value("16"));
        assertEquals(100_000, kind.read().value("100000"));
        for (String text : List.of("15", "100001", "-16", "", " 16", "16.0", "1e3", "0x10", "99999999999", "true")) {
            refused(kind, text);
        }
    }

    @Test
    void aNumberMayBeNegative() {
        Kind<Integer> kind = Kind.number(-127, 20);
        assertEquals(-127, kind.read().value("-127"));
        assertEquals(0, kind.read().value("0"));
        assertEquals(20, kind.read().value("20"));
        for (String text : List.of("-128", "21", "--1", "- 1", "-", "−90", "-9.5", "1-")) {
            refused(kind, text);
        }
        assertEquals("a whole number from -127 to 20", kind.allowed());
    }

    @Test
    void aNameIsAWordThatNeedsNoQuotesAnywhere() {
        for (String text : List.of("Scanner-01", "a", "hall.east_1", "7", "x".repeat(64))) {
            assertEquals(text, Kind.name().read().value(text));
        }
        for (String text : List.of("", " ", "hall east", "hall/east", "häll", "x".repeat(65), "a\nb", "a,b")) {
            refused(Kind.name(), text);
        }
    }

    @Test
    void adaptersAreNamedByTheirNamesOrAddresses() {
        assertEquals(List.of(), Kind.adapters().read().value(""));
        assertEquals(
                List.of("hci0", "02:00:00:00:00:01", "AA:bb:CC:00:11:22", "hci12"),
                Kind.adapters().read().value("hci0, 02:00:00:00:00:01,AA:bb:CC:00:11:22,hci12"));
        for (String text : List.of("hci", "0", "HCI0", "hci1234", "02:00:00:00:00", "02:00:00:00:00:01:02",
                "02-00-00-00-00-01", "0g:00:00:00:00:01", "hci0,,hci1", "hci0;hci1", "/org/bluez/hci0", "all")) {
            refused(Kind.adapters(), text);
        }
    }

    @Test
    void aPrefixIsShortPrintableAsciiOrNothing() {
        for (String text : List.of("", "ATT-", "4154542d", "\"'=", "x".repeat(16))) {
            assertEquals(text, Kind.prefix().read().value(text));
        }
        for (String text : List.of(" ", "A T", "ATT\t", "ÄTT-", "x".repeat(17), "ATT\n")) {
            refused(Kind.prefix(), text);
        }
    }

    @Test
    void somebodyIsCheckedInOncePerEventOrAgainAfterATime() {
        Kind<Dedupe> kind = Kind.dedupe();
        assertEquals(Dedupe.SESSION, kind.read().value("session"));
        assertEquals(new Dedupe(Optional.of(Duration.ofSeconds(1))), kind.read().value("1s"));
        assertEquals(new Dedupe(Optional.of(Duration.ofDays(7))), kind.read().value("168h"));
        for (String text : List.of("", "Session", "session ", "never", "0s", "999ms", "604801s", "8d", "300", "-1s")) {
            refused(kind, text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://happy-otter-123.convex.site", "http://127.0.0.1:3210", "https://192.0.2.7/x/y/",
        "http://[2001:db8::1]:80", "https://happy-otter-123.convex.cloud/http"})
    void aUrlIsHttpOrHttpsWithAHost(String text) {
        assertEquals(Optional.of(URI.create(text)), Kind.optionalUrl().read().value(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "happy-otter-123.convex.site", "//example.org", "https://", "https:/example.org",
        "ftp://example.org", "file:///etc/passwd", "HTTPS//x", "https://a b", "https://example.org/?key=1",
        "https://example.org/#top", "https://me:secret@example.org", "https://example.org:x", "javascript:alert(1)"})
    void anythingElseIsNoUrl(String text) {
        refused(Kind.optionalUrl(), text);
    }

    @Test
    void aUrlNeedNotBeNamed() {
        assertEquals(Optional.empty(), Kind.optionalUrl().read().value(""));
    }

    @Test
    void aWordOfTwoPartsHasADash() {
        assertEquals(BackendDialect.API_KEY, Kind.word(BackendDialect.class).read().value("api-key"));
        refused(Kind.word(BackendDialect.class), "api_key");
        assertEquals("one of \"bearer\", \"api-key\"", Kind.word(BackendDialect.class).allowed());
    }

    @Test
    void aWordIsOneOfThoseNamedInLowerCase() {
        Kind<TerminalRules.Unknown> kind = Kind.word(TerminalRules.Unknown.class);
        for (TerminalRules.Unknown unknown : TerminalRules.Unknown.values()) {
            assertEquals(unknown, kind.read().value(unknown.name().toLowerCase(Locale.ROOT)));
        }
        for (String text : List.of("HOLD", "Hold", "hold ", "", "holds", "null")) {
            refused(kind, text);
        }
        assertEquals("one of \"hold\", \"accept\", \"refuse\"", kind.allowed());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8888, 127.0.0.1, 8888", "0.0.0.0:0, 0.0.0.0, 0", "[::]:8081, ::, 8081",
        "[::1]:65535, ::1, 65535", "[2001:db8:0:1::10]:80, 2001:db8:0:1::10, 80",
        "[::ffff:192.0.2.7]:80, 192.0.2.7, 80"})
    void anAddressIsAHostAndAPort(String text, String host, int port) {
        InetSocketAddress read = Kind.address().read().value(text);
        assertEquals(port, read.getPort());
        assertEquals(InetAddress.ofLiteral(host), read.getAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8888", ":8888", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536",
        "127.0.0.1:-1", "127.0.0.1:+80", "127.0.0.1:99999999999", "::1:8888", "[::1]", "[::1]8888", "[::1:8888",
        "::]:8888", "[]:8888", "[localhost]:8888", "[127.0.0.1]:8888", "[::g]:8888", "http://127.0.0.1:8888",
        "127.0.0.1:8888/", "127.0.0.1 :8888", "[[::1]]:8888"})
    void anythingElseIsNoAddressToListenOn(String text) {
        refused(Kind.address(), text);
    }

    @Test
    void aPathMustBeThereUnlessItNeedNotBeNamed() {
        assertEquals(Path.of("/var/lib/muster"), Kind.path().read().value("/var/lib/muster"));
        assertEquals(Path.of("var/Büro 7"), Kind.path().read().value("var/Büro 7"));
        refused(Kind.path(), "");
        refused(Kind.path(), "  ");
        refused(Kind.path(), "a\0b");
        assertEquals(Optional.empty(), Kind.optionalPath().read().value(""));
        assertEquals(Optional.of(Path.of("/etc/key")), Kind.optionalPath().read().value("/etc/key"));
        refused(Kind.optionalPath(), "a\0b");
    }

    @Test
    void aZoneIsANameAnOffsetOrThisMachines() {
        Kind<ZoneId> kind = Kind.zone();
        assertEquals(ZoneId.of("Asia/Kolkata"), kind.read().value("Asia/Kolkata"));
        assertEquals(ZoneOffset.ofHoursMinutes(5, 30), kind.read().value("+05:30"));
        assertEquals(ZoneOffset.ofHours(-9), kind.read().value("-09:00"));
        assertEquals(ZoneOffset.UTC, kind.read().value("Z"));
        assertEquals(ZoneId.systemDefault(), kind.read().value(""));
        for (String text : List.of("Asia/Nowhere", "asia/kolkata", "+19:00", "5.5", "IST+", " ", "Asia/Kolkata ")) {
            refused(kind, text);
        }
    }

    @Test
    void aDayIsADateThatExists() {
        assertEquals(LocalDate.of(2024, 2, 29), Kind.day().read().value("2024-02-29"));
        for (String text : List.of("2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "01.01.2026", "today", "",
                "2026-01-01T00:00:00")) {
            refused(Kind.day(), text);
        }
    }

    @Test
    void aListIsItsWordsWithCommasBetweenThem() {
        assertEquals(List.of("iclock"), Kind.names().read().value("iclock"));
        assertEquals(List.of("iclock", "a-b_9"), Kind.names().read().value(" iclock ,a-b_9"));
        for (String text : List.of("iclock,,aclock", ",iclock", "i clock", "iclock/", "x".repeat(33), "ïclock")) {
            refused(Kind.names(), text);
        }
        assertEquals(
                List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::1")),
                Kind.networks().read().value("192.0.2.0/24,2001:db8::1"));
        assertEquals(List.of(), Kind.networks().read().value(""));
        refused(Kind.networks(), "192.0.2.0/24;192.0.3.0/24");
        refused(Kind.networks(), "192.0.2.0/24,gate.example.org");
    }

    /// An empty list was taken, and then no request of any terminal was served.
    @Test
    void aListOfPathWordsHoldsAtLeastOne() {
        refused(Kind.names(), "");
        refused(Kind.names(), "  ");
    }

    @Test
    void everyDefaultIsAllowed() {
        for (Key<?> key : Keys.all()) {
            key.kind().read().value(key.fallback());
            assertTrue(key.variable().matches("MUSTER_[A-Z]+(_[A-Z]+)*"), key.variable());
            assertTrue(key.meaning().endsWith("."), key.name());
        }
        assertEquals("MUSTER_PUSH_PAIRING_WINDOW", Keys.PUSH_PAIRING_WINDOW.variable());
    }
}
