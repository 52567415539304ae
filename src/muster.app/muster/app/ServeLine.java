// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command line of `serve` as systemd gives it, read without picocli, which would take a third of the daemon's
/// start and four megabytes of its memory for as long as it runs. Whatever is not plain (help, a mistake, a file of
/// words) is left to picocli, so that there is one who explains. Immutable.
///
/// @param single the options that can be given once, by name
/// @param settings what `--set` gave, in order
record ServeLine(Map<String, String> single, List<String> settings) {

    private static final Set<String> SINGLE = Set.of("--config", "--data", "--api", "--terminals");
    private static final String SET = "--set";

    ServeLine {
        single = Map.copyOf(single);
        settings = List.copyOf(settings);
    }

    /// The words, if they are `serve` and nothing but whole, known options, each with a value.
    static Optional<ServeLine> plain(String... words) {
        if (words.length == 0 || !words[0].equals("serve")) {
            return Optional.empty();
        }
        Map<String, String> single = new HashMap<>();
        List<String> settings = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String name = equals < 0 ? words[i] : words[i].substring(0, equals);
            String value = equals >= 0 ? words[i].substring(equals + 1) : ++i < words.length ? words[i] : "";
            boolean known = name.equals(SET) ? settings.add(value)
                    : SINGLE.contains(name) && single.put(name, value) == null;
            if (!known || !isPlain(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(new ServeLine(single, settings));
    }

    /// Neither what may be a forgotten value, nor what picocli would read otherwise: an option, a file, a quote.
    private static boolean isPlain(String value) {
        return !value.isBlank() && "-@\"'".indexOf(value.charAt(0)) < 0;
    }
}
