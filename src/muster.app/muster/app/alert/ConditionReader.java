// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.app.watch.Measure;
import muster.app.watch.Measures;

/// Reads the text of a condition once. For one thread.
final class ConditionReader {

    /// The longest text, in characters.
    static final int LONGEST = 1000;

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,9})?(?![0-9.])");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z%]*");
    private static final String EXAMPLE = ", such as queue_size > 50";

    private final String text;
    private int at;
    private Measure first;

    /// @param text null = empty
    ConditionReader(String text) {
        this.text = text == null ? "" : text;
    }

    Condition read() throws ConditionException {
        if (text.length() > LONGEST) {
            throw wrong(LONGEST, "a condition has " + LONGEST + " characters at most, not " + text.length());
        }
        List<List<Comparison>> anyOf = new ArrayList<>();
        List<Comparison> all = new ArrayList<>();
        while (true) {
            all.add(comparison());
            String word = joining();
            if (!word.equals("and")) {
                anyOf.add(all);
                all = new ArrayList<>();
            }
            if (word.isEmpty()) {
                return new Condition(anyOf);
            }
        }
    }

    private Comparison comparison() throws ConditionException {
        Measure measure = measure();
        blanks();
        Comparison.Operator operator = Comparison.Operator.at(text, at)
                .orElseThrow(() -> wrong(at, "one of " + String.join(" ", Comparison.Operator.signs())
                        + " is expected behind " + measure.name() + ", not " + found()));
        at += operator.sign().length();
        blanks();
        int begin = at;
        String number = take(NUMBER);
        if (number.isEmpty()) {
            throw wrong(begin, "a number is expected behind " + operator.sign() + ", such as 50 or 15m, not "
                    + found());
        }
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return new Comparison(measure, operator, value, unit(measure));
    }

    private Measure measure() throws ConditionException {
        blanks();
        int begin = at;
        String word = take(WORD);
        if (word.isEmpty() || isJoining(word)) {
            at = begin;
            String brackets = text.startsWith("(", begin) ? ". There are no brackets; and binds stronger than or" : "";
            throw wrong(begin, "a comparison is expected" + EXAMPLE + ", not " + found() + brackets);
        }
        List<String> names = Measures.all().stream().map(Measure::name).toList();
        Measure measure = Measures.named(word)
                .orElseThrow(() -> wrong(begin, "there is no measure " + word + Likely.hint(word, names)));
        if (!measure.family().isEmpty()) {
            first = first == null ? measure : first;
            if (!first.family().equals(measure.family())) {
                throw wrong(begin, measure.name() + " is measured for each " + measure.family() + ", "
                        + first.name() + " for each " + first.family() + "; make two rules of it");
            }
        }
        return measure;
    }

    private Unit unit(Measure measure) throws ConditionException {
        int begin = at;
        String sign = take(UNIT);
        if (sign.isEmpty() && text.startsWith(" %", at)) {
            at++;
            sign = take(UNIT);
        }
        String written = sign;
        String allowed = Unit.allowed(measure);
        return Unit.of(sign)
                .filter(unit -> unit.fits(measure))
                .orElseThrow(() -> wrong(begin, measure.name() + " has no unit " + written + "; write "
                        + (allowed.isEmpty() ? "the number alone" : "one of " + allowed + " or the number alone")));
    }

    /// @return `and`, `or`, or nothing at the end
    private String joining() throws ConditionException {
        blanks();
        if (at == text.length()) {
            return "";
        }
        int begin = at;
        String word = take(WORD);
        if (!isJoining(word)) {
            at = begin;
            throw wrong(begin, "and, or or the end is expected, not " + found());
        }
        return word.toLowerCase(Locale.ROOT);
    }

    private static boolean isJoining(String word) {
        return word.equalsIgnoreCase("and") || word.equalsIgnoreCase("or");
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String take(Pattern pattern) {
        Matcher match = pattern.matcher(text).region(at, text.length());
        if (!match.lookingAt()) {
            return "";
        }
        at = match.end();
        return match.group();
    }

    /// What is there, as far as the next blank.
    private String found() {
        if (at >= text.length()) {
            return "the end";
        }
        String rest = text.substring(at).split("\\s", 2)[0];
        return "\"" + (rest.length() > 30 ? rest.substring(0, 30) + "..." : rest) + "\"";
    }

    private static ConditionException wrong(int index, String message) {
        return new ConditionException(index + 1, message);
    }
}
