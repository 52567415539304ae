// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.model.Json;
import muster.model.JsonTexts;

/// What names one person, and how a text reads without it. Immutable.
///
/// In a text for people a PIN counts as one when it stands alone between other characters than letters and digits, and
/// is five characters or longer, or has a word before it that says so: in a sentence about "42 punches" nobody is
/// named. A name or card number counts wherever it stands, from three characters on.
final class Naming {

    private static final int LONG = 5;
    private static final int LEAST = 3;

    private final String pin;
    private final String pseudonym;
    private final Set<String> names;
    private final Pattern stated;
    private final Pattern alone;
    private final List<Pattern> spelt;

    /// @param names names and card numbers of the person; blank ones do not count
    Naming(String pin, String pseudonym, Set<String> names) {
        this.pin = pin;
        this.pseudonym = pseudonym;
        this.names = names.stream().map(String::strip).filter(name -> name.length() >= LEAST)
                .collect(Collectors.toCollection(TreeSet::new));
        String bounded = Pattern.quote(pin) + "(?![\\p{L}\\p{N}])";
        stated = Pattern.compile("(?iu)(?<=\\b(?:pin|person|user|employee|people|id|badge|key)(?: number| of)?"
                + "[ =:\"'(]{1,3})" + bounded);
        alone = Pattern.compile("(?<![\\p{L}\\p{N}])" + bounded);
        spelt = new ArrayList<>();
        this.names.stream().sorted((a, b) -> b.length() - a.length()).forEach(name -> spelt.add(Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
    }

    /// What a row must hold, in any case, to be looked at; in the spelling of JSON.
    List<String> needles() {
        List<String> needles = new ArrayList<>();
        needles.add(inner(pin));
        names.forEach(name -> needles.add(inner(name)));
        return needles;
    }

    private static String inner(String text) {
        String quoted = Json.text(text);
        // as lower() of SQLite, which knows only these letters
        return quoted.substring(1, quoted.length() - 1).chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A text for people.
    String text(String text) {
        return text(text, false);
    }

    /// @param about whether it is known that the text is about the person
    private String text(String text, boolean about) {
        String changed = stated.matcher(text).replaceAll(Matcher.quoteReplacement(pseudonym));
        if (about || pin.length() >= LONG) {
            changed = alone.matcher(changed).replaceAll(Matcher.quoteReplacement(pseudonym));
        }
        for (Pattern name : spelt) {
            changed = name.matcher(changed).replaceAll("");
        }
        return changed;
    }

    /// A document of the journal: a fact, a command, an alert.
    ///
    /// @param kind what it is, as in the table fact
    String json(String kind, String body) {
        boolean[] about = {false};
        JsonTexts.each(body, (name, text) -> about[0] |= isAbout(kind, name, text));
        return JsonTexts.replaced(body, (name, text) -> text(kind, name, text, about[0]));
    }

    private boolean isAbout(String kind, String name, String text) {
        return text.equals(pin) && (Mentions.isPin(name)
                || kind.equals("operation") && name.equals("value1") && pin.length() >= LEAST);
    }

    private static boolean isMoment(String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}[T ][0-9:.]+Z?");
    }

    private String text(String kind, String name, String text, boolean about) {
        if (isAbout(kind, name, text)) {
            return pseudonym;
        }
        if (!about) {
            return text(text);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name" -> kind.equals("component") ? text : "";
            case "raw", "card", "cardno", "person_name", "grp", "passwd", "group" -> "";
            case "device_name", "photo", "carrier", "key" -> null;
            case "terminal", "sink", "event", "scanner", "by", "act", "kind", "topic" -> text;
            default -> text(text, !isMoment(text));
        };
    }
}
