// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.app.terminal.Network;

/// How the text of a setting becomes a value. Thread-safe.
///
/// @param allowed the allowed values, for people
/// @param read from text to value
record Kind<T>(String allowed, Reader<T> read) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

    /// Reads a text.
    interface Reader<T> {
        /// @throws IllegalArgumentException if the text is not allowed
        T value(String text);
    }

    /// A time such as `500ms`, `15s`, `10m`, `24h`, `7d`, within two bounds.
    static Kind<Duration> time(String least, String most) {
        Duration low = duration(least);
        Duration high = duration(most);
        return new Kind<>("a time from " + least + " to " + most + ", such as 15s, 10m or 24h", text -> {
            Duration value = duration(text);
            require(value.compareTo(low) >= 0 && value.compareTo(high) <= 0);
            return value;
        });
    }

    /// A time that terminals are told, so in whole seconds, within two bounds.
    static Kind<Duration> seconds(String least, String most) {
        Kind<Duration> time = time(least, most);
        return new Kind<>("a time in whole seconds from " + least + " to " + most + ", such as " + least, text -> {
            Duration value = time.read().value(text);
            require(value.toNanosPart() == 0);
            return value;
        });
    }

    /// A whole number within two bounds.
    static Kind<Integer> number(int least, int most) {
        return new Kind<>("a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    /// One word of an enum, in lower case.
    static <E extends Enum<E>> Kind<E> word(Class<E> type) {
        String words = Arrays.stream(type.getEnumConstants())
                .map(Kind::word)
                .map(word -> "\"" + word + "\"")
                .collect(Collectors.joining(", "));
        return new Kind<>("one of " + words, text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// An address to listen on.
    static Kind<InetSocketAddress> address() {
        return new Kind<>("HOST:PORT, such as 127.0.0.1:8888 or [::]:8081; port 0 takes a free one", Kind::address);
    }

    /// A file or folder.
    static Kind<Path> path() {
        return new Kind<>("a path", text -> {
            require(!text.isBlank());
            return Path.of(text);
        });
    }

    /// A file that need not be named.
    static Kind<Optional<Path>> optionalPath() {
        return new Kind<>("a path, or \"\" for none", text ->
                text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
    }

    /// A time zone; empty means this machine's.
    static Kind<ZoneId> zone() {
        return new Kind<>(
                "an IANA zone such as Asia/Kolkata, an offset such as +05:30, or \"\" for this machine's zone",
                text -> {
                    try {
                        return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException(e);
                    }
                });
    }

    /// A day.
    static Kind<LocalDate> day() {
        return new Kind<>("a date such as 2005-01-31", text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /// Addresses and networks.
    static Kind<List<Network>> networks() {
        return new Kind<>(
                "a list of addresses and networks, such as [\"10.1.0.0/16\", \"192.0.2.7\"]",
                text -> words(text).stream().map(Network::parse).toList());
    }

    /// One or more words of letters, digits, `-` and `_`.
    static Kind<List<String>> names() {
        return new Kind<>("a list of one or more words, such as [\"iclock\", \"aclock\"]", text -> {
            List<String> words = words(text);
            require(!words.isEmpty() && words.stream().allMatch(word -> word.matches("[A-Za-z0-9_-]{1,32}")));
            return words;
        });
    }

    /// A word that a scanner is called by.
    static Kind<String> name() {
        return new Kind<>("1 to 64 letters, digits, -, _ or .", text -> {
            require(text.matches("[A-Za-z0-9._-]{1,64}"));
            return text;
        });
    }

    /// Bluetooth adapters.
    static Kind<List<String>> adapters() {
        return new Kind<>("a list of adapters, such as [\"hci0\"] or [\"02:00:00:00:00:01\"]", text -> {
            List<String> words = words(text);
            require(words.stream().allMatch(word -> word.matches("hci\\d{1,3}|(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")));
            return words;
        });
    }

    /// What ids begin with.
    static Kind<String> prefix() {
        return new Kind<>("up to 16 printable ASCII characters, or \"\" for none", text -> {
            // rotating ids begin with ATT~ whatever the prefix is
            require(text.matches("[!-~]{0,16}") && !text.toUpperCase(Locale.ROOT).startsWith("ATT~"));
            return text;
        });
    }

    /// How often somebody is checked in.
    static Kind<Dedupe> dedupe() {
        Kind<Duration> time = time("1s", "7d");
        return new Kind<>("\"session\" (once per event) or a time from 1s to 7d, such as 300s", text ->
                text.equals("session") ? Dedupe.SESSION : new Dedupe(Optional.of(time.read().value(text))));
    }

    /// A web address that need not be named.
    static Kind<Optional<URI>> optionalUrl() {
        return new Kind<>("an http or https URL, or \"\" for none", text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            URI url = URI.create(text);
            require(("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null
                    && url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null);
            return Optional.of(url);
        });
    }

    /// A list arrives as its words, a comma between them.
    private static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static InetSocketAddress address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        require(matcher.matches());
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        int port = Integer.parseInt(matcher.group(3));
        require(port <= 65_535);
        InetSocketAddress address = new InetSocketAddress(host, port);
        require(!address.isUnresolved());
        return address;
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        require(matcher.matches());
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
