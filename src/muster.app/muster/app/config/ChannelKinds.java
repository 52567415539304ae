// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Further kinds of settings, those of channels.
final class ChannelKinds {

    /// What can be put into a template.
    static final Set<String> PLACEHOLDERS =
            Set.of("{title}", "{message}", "{short}", "{level}", "{count}", "{to}", "{secret}");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z_]+}");
    private static final Pattern HOST = Pattern.compile("https?://[^/?#{}@\\s]+([/?#].*)?");
    private static final int LONGEST = 8192;

    private ChannelKinds() {}

    /// A part of every day, or nothing.
    static Kind<Optional<QuietHours>> optionalHours() {
        return new Kind<>("HH:MM-HH:MM in local time, such as 22:00-06:30, or \"\" for none", text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            require(text.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d"));
            try {
                QuietHours hours =
                        new QuietHours(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)));
                require(!hours.from().equals(hours.to()));
                return Optional.of(hours);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /// A text that is filled in, of one line or more.
    static Kind<String> template() {
        return new Kind<>("a text of at most " + LONGEST + " characters; " + words(), text -> {
            require(text.length() <= LONGEST && isTemplate(text));
            return text;
        });
    }

    /// An address that is filled in, but for its host.
    static Kind<String> urlTemplate() {
        return new Kind<>("an http or https URL whose host is fixed; " + words(), text -> {
            require(text.isEmpty() || HOST.matcher(text).matches() && isTemplate(text));
            if (!text.isEmpty()) {
                URI.create(PLACEHOLDER.matcher(text).replaceAll("x"));
            }
            return text;
        });
    }

    private static String words() {
        return "what is put into it is " + String.join(", ", PLACEHOLDERS.stream().sorted().toList());
    }

    private static boolean isTemplate(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (!PLACEHOLDERS.contains(found.group())) {
                return false;
            }
        }
        return true;
    }

    /// A web address with all that may stand in one, or nothing.
    static Kind<Optional<URI>> optionalCall() {
        return new Kind<>("an http or https URL, or \"\" for none", text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            URI url = URI.create(text);
            require(("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null
                    && url.getRawFragment() == null && url.getRawUserInfo() == null);
            return Optional.of(url);
        });
    }

    /// The name or address of a server.
    static Kind<String> host() {
        return new Kind<>("a host name or address, such as mail.example.org", text -> {
            require(text.matches("[A-Za-z0-9._:-]{0,253}"));
            return text;
        });
    }

    /// A mail address, or nothing yet.
    static Kind<String> mailAddress() {
        return new Kind<>("a mail address, such as muster@example.org", text -> {
            require(text.isEmpty() || isMailAddress(text));
            return text;
        });
    }

    /// Mail addresses.
    static Kind<List<String>> mailAddresses() {
        return new Kind<>("a list of mail addresses, such as [\"ops@example.org\"]", text -> {
            List<String> addresses = words(text);
            require(addresses.stream().allMatch(ChannelKinds::isMailAddress));
            return addresses;
        });
    }

    private static boolean isMailAddress(String text) {
        return text.length() <= 254 && text.matches("[^@\\s\\p{Cntrl}<>,;\"]+@[A-Za-z0-9.-]+");
    }

    /// Numbers of phones.
    static Kind<List<String>> numbers() {
        return new Kind<>("a list of phone numbers, such as [\"+15550100\"]", text -> {
            List<String> numbers = words(text);
            require(numbers.stream().allMatch(number -> number.matches("\\+?[0-9]{2,20}")));
            return numbers;
        });
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalArgumentException();
        }
    }
}
