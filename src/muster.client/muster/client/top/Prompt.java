// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;
import java.util.function.Consumer;

/// A question on the last line: a text to type, or y or n. For one thread.
final class Prompt {

    private static final int LONGEST = 200;

    private final String label;
    private final boolean yesOrNo;
    private final List<String> words;
    private final Consumer<String> changed;
    private final Consumer<String> done;
    private final String first;
    private String text;

    private Prompt(String label, boolean yesOrNo, String first, List<String> words, Consumer<String> changed,
            Consumer<String> done) {
        this.label = label;
        this.yesOrNo = yesOrNo;
        this.first = first;
        this.text = first;
        this.words = words;
        this.changed = changed;
        this.done = done;
    }

    /// Asks for a text.
    ///
    /// @param words what Tab completes to
    static Prompt text(String label, String first, List<String> words, Consumer<String> done) {
        return new Prompt(label, false, first, words, text -> {}, done);
    }

    /// Asks for a text that takes effect while it is typed.
    static Prompt live(String label, String first, Consumer<String> changed) {
        return new Prompt(label, false, first, List.of(), changed, changed);
    }

    /// Asks for y; everything else is a no.
    static Prompt yesOrNo(String question, Runnable yes) {
        return new Prompt(question + " y/n ", true, "", List.of(), text -> {}, text -> yes.run());
    }

    /// Takes a key.
    ///
    /// @return whether the question is answered
    boolean press(String key) {
        if (yesOrNo) {
            if (key.equals("y")) {
                done.accept("y");
            }
            return true;
        }
        switch (key) {
            case "Enter" -> {
                done.accept(text);
                return true;
            }
            case "Esc", "^C" -> {
                changed.accept(first);
                return true;
            }
            case "Backspace" ->
                edit(text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1)));
            case "^U" -> edit("");
            case "Tab" -> complete();
            case "Space" -> edit(text + " ");
            default -> edit(key.length() == 1 ? text + key : text);
        }
        return false;
    }

    private void edit(String next) {
        if (!next.equals(text) && next.length() <= LONGEST) {
            text = next;
            changed.accept(text);
        }
    }

    private void complete() {
        List<String> fitting = fitting();
        if (!fitting.isEmpty()) {
            edit(fitting.getFirst());
        }
    }

    private List<String> fitting() {
        return words.stream().filter(word -> word.startsWith(text)).toList();
    }

    /// What stands on the line.
    String shown() {
        return label + text + (yesOrNo ? "" : "_") + (words.isEmpty() ? "" : "   " + String.join(" ", fitting()));
    }
}
