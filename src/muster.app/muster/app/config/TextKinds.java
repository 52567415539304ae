// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.model.Fact;

/// Further kinds of settings, those of sinks and profiles.
final class TextKinds {

    private TextKinds() {}

    /// One of some words.
    static Kind<String> oneOf(List<String> words) {
        return new Kind<>("one of " + quoted(words.stream()), text -> {
            require(words.contains(text));
            return text;
        });
    }

    /// Yes or no.
    static Kind<Boolean> truth() {
        return new Kind<>("true or false", text -> {
            require(text.equals("true") || text.equals("false"));
            return text.equals("true");
        });
    }

    /// A text without control characters, up to a length.
    static Kind<String> text(int longest) {
        return new Kind<>("up to " + longest + " characters in one line", text -> {
            require(text.length() <= longest && text.chars().noneMatch(Character::isISOControl));
            return text;
        });
    }

    /// Texts without commas.
    static Kind<List<String>> texts() {
        return new Kind<>("a list of texts, such as [\"one\", \"two\"]", TextKinds::words);
    }

    /// Files, their names without commas.
    static Kind<List<Path>> paths() {
        return new Kind<>("a list of paths, such as [\"/etc/muster/one\", \"/etc/muster/two\"]", text ->
                words(text).stream().map(Path::of).toList());
    }

    /// Names of hosts, without ports.
    static Kind<List<String>> hosts() {
        return new Kind<>("a list of host names without ports, such as [\"muster.example\"]", text -> {
            List<String> names = words(text.toLowerCase(Locale.ROOT));
            require(names.stream().allMatch(name -> name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]")));
            return names;
        });
    }

    /// Origins of web pages (RFC 6454 section 6.2).
    static Kind<List<String>> origins() {
        return new Kind<>("a list of origins as browsers write them, such as [\"https://desk.example\"]", text -> {
            List<String> origins = words(text);
            require(origins.stream().allMatch(each ->
                    each.matches("https?://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:[0-9]{1,5})?")));
            return origins;
        });
    }

    /// Names of columns.
    static Kind<List<String>> columns() {
        return new Kind<>("a list of columns, such as [\"badge\", \"log_date\"]", text -> {
            List<String> words = words(text);
            require(words.stream().allMatch(word -> word.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")));
            return words;
        });
    }

    /// The name of a profile, or nothing.
    static Kind<Optional<String>> optionalName() {
        return new Kind<>("1 to 64 letters, digits, - or _, or \"\" for none", text -> {
            require(text.matches("[A-Za-z0-9_-]{0,64}"));
            return Optional.of(text).filter(name -> !name.isEmpty());
        });
    }

    /// Kinds of facts.
    static Kind<List<String>> factKinds() {
        return new Kind<>("a list of kinds of facts, such as [\"punch\", \"contact\", \"gathering\"]", text -> {
            List<String> words = words(text);
            require(!words.isEmpty());
            words.forEach(Fact::typeOf);
            return words;
        });
    }

    /// Degrees on the globe, or nothing.
    static Kind<Optional<Double>> optionalDegrees(int most) {
        return new Kind<>("degrees from -" + most + " to " + most + ", such as 12.9716, or \"\" for none", text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            double degrees = Double.parseDouble(text);
            require(Math.abs(degrees) <= most);
            return Optional.of(degrees);
        });
    }

    /// The address of a database we have a driver for, without a password in it.
    static Kind<String> jdbc() {
        return new Kind<>("jdbc:postgresql://HOST/DATABASE, jdbc:mariadb://HOST/DATABASE or jdbc:mysql://…, without"
                + " password", text -> {
            require(text.isEmpty() || text.matches("jdbc:(postgresql|mariadb|mysql):\\S+"));
            require(!text.toLowerCase(Locale.ROOT).contains("password="));
            return text;
        });
    }

    /// An address to listen on, or nothing.
    static Kind<Optional<InetSocketAddress>> optionalAddress() {
        Kind<InetSocketAddress> address = Kind.address();
        return new Kind<>(address.allowed() + "; \"\" for none", text ->
                text.isEmpty() ? Optional.empty() : Optional.of(address.read().value(text)));
    }

    /// A time that may be negative.
    static Kind<Duration> signedTime(String most) {
        Kind<Duration> time = Kind.time("0s", most);
        return new Kind<>("a time from -" + most + " to " + most + ", such as -10m", text -> text.startsWith("-")
                ? time.read().value(text.substring(1)).negated()
                : time.read().value(text));
    }

    /// A day, or nothing.
    static Kind<Optional<LocalDate>> optionalDay() {
        return new Kind<>("a date such as 2026-01-31, or \"\" for none", text -> {
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /// A regular expression, or nothing.
    static Kind<Optional<Pattern>> optionalPattern() {
        return new Kind<>("a regular expression, or \"\" for none", text ->
                text.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(text)));
    }

    /// Words of an enum, in lower case.
    static <E extends Enum<E>> Kind<List<E>> words(Class<E> type) {
        Function<E, String> word = constant -> constant.name().toLowerCase(Locale.ROOT);
        return new Kind<>("a list of " + quoted(Arrays.stream(type.getEnumConstants()).map(word)), text ->
                words(text).stream()
                        .map(each -> Arrays.stream(type.getEnumConstants())
                                .filter(constant -> word.apply(constant).equals(each))
                                .findFirst()
                                .orElseThrow(IllegalArgumentException::new))
                        .toList());
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static String quoted(Stream<String> words) {
        return words.map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalArgumentException();
        }
    }
}
