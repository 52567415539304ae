// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.client.ApiException;
import muster.model.StatusReport;

/// Everything the dashboard knows and does, without a terminal and without a network: keys and answers go in, a canvas
/// comes out. For one thread, but [#visible()] may be asked by any.
final class Dashboard {

    /// A daemon that hangs looks like this long before its connection breaks.
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration MESSAGE = Duration.ofSeconds(12);

    private final TopSettings settings;
    private final InstantSource clock;
    private final Outside outside;
    private final Remembered remembered;
    private final String url;
    private final List<View> views = new ArrayList<>();
    private final Deque<View> pages = new ArrayDeque<>();
    private final Set<View> refused = new HashSet<>();
    private volatile View visible;
    private View root;
    private Prompt prompt;
    private String message = "";
    private Style messageStyle = Style.PLAIN;
    private Instant messageAt = Instant.MIN;
    private StatusReport status;
    private Instant answeredAt;
    private String trouble = "";
    private Instant lostAt;

    Dashboard(TopSettings settings, String url, InstantSource clock, Outside outside) {
        this.settings = settings;
        this.url = url;
        this.clock = clock;
        this.outside = outside;
        this.remembered = new Remembered(settings.state());
    }

    /// Takes the views there are, in the order of their numbers, and shows the one of the settings.
    void begin(List<View> given) {
        views.addAll(given);
        root = views.getFirst();
        visible = root;
        if (settings.view() != null) {
            jump(settings.view());
        }
    }

    TopSettings settings() {
        return settings;
    }

    Remembered remembered() {
        return remembered;
    }

    String url() {
        return url;
    }

    Instant now() {
        return clock.instant();
    }

    List<View> views() {
        return views;
    }

    /// What is looked at.
    View visible() {
        return visible;
    }

    /// Which of the views with a number is below that.
    View root() {
        return root;
    }

    /// The last report, or null before the first.
    StatusReport status() {
        return status;
    }

    /// Opens a page above what is shown.
    void open(View page) {
        pages.push(page);
        message = "";
        visible = page;
        outside.reload();
    }

    /// Shows the view of that name, or the one that its begin names.
    void jump(String name) {
        String sought = name.strip();
        views.stream()
                .filter(view -> !sought.isEmpty() && view.name().startsWith(sought))
                .findFirst()
                .ifPresentOrElse(this::show, () -> say("There is no view \"" + sought + "\".", Style.WARNING));
    }

    private void show(View view) {
        pages.clear();
        message = "";
        root = view;
        visible = view;
        outside.reload();
    }

    private void back() {
        if (!pages.isEmpty()) {
            pages.pop();
            visible = pages.isEmpty() ? root : pages.peek();
            outside.reload();
        }
    }

    /// Asks something on the last line.
    void ask(Prompt given) {
        prompt = given;
    }

    Prompt prompt() {
        return prompt;
    }

    /// Does something at the daemon and says what came of it, with the command line that does the same.
    ///
    /// @param sentence what is said when it worked
    void act(String command, String sentence, Outside.Call call) {
        say("$ " + command + " ...", Style.PLAIN);
        outside.ask(api -> {
            Runnable taken = call.ask(api);
            return () -> {
                if (taken != null) {
                    taken.run();
                }
                say(sentence + "  ($ " + command + ")", Style.GOOD);
                outside.reload();
            };
        }, e -> say(failure(e), Style.BAD));
    }

    /// The same after a y.
    void actIfSure(String question, String command, String sentence, Outside.Call call) {
        ask(Prompt.yesOrNo(question, () -> act(command, sentence, call)));
    }

    private static String failure(ApiException e) {
        return "It did not work: " + e.getMessage() + (e.hint().isEmpty() ? "" : "; " + e.hint());
    }

    /// Says something for a while.
    void say(String text, Style style) {
        message = text;
        messageStyle = style;
        messageAt = now();
    }

    /// What was said a short while ago; empty when nothing was.
    String message() {
        return messageAt.isAfter(now().minus(MESSAGE)) ? message : "";
    }

    Style messageStyle() {
        return messageStyle;
    }

    /// The daemon answered.
    void answered(StatusReport report) {
        if (lostAt != null) {
            say("The connection is back after " + Words.lasting(Duration.between(lostAt, now())) + ".", Style.GOOD);
        }
        status = report;
        answeredAt = now();
        trouble = "";
        lostAt = null;
    }

    /// The daemon did not answer, or did not let us in.
    void lost(ApiException why) {
        trouble = why.getMessage() + (why.hint().isEmpty() ? "" : "; " + why.hint());
        lostAt = lostAt == null ? answeredAt == null ? now() : answeredAt : lostAt;
    }

    /// The daemon refused what a view asks for; said once, not at every try.
    void refused(View view, ApiException why) {
        if (refused.add(view)) {
            say(view.name() + ": " + why.getMessage() + (why.hint().isEmpty() ? "" : "; " + why.hint()), Style.BAD);
        }
    }

    /// What is wrong with the connection, a sentence; empty when nothing is.
    String trouble() {
        if (trouble.isEmpty() && answeredAt != null && answeredAt.isBefore(now().minus(SILENCE))) {
            return "no answer for " + Words.lasting(Duration.between(answeredAt, now()));
        }
        return trouble;
    }

    /// Whether the first answer is still to come.
    boolean isWaiting() {
        return status == null && trouble.isEmpty();
    }

    /// Takes a key, by the name that [Key] gives it.
    void press(String stroke) {
        if (stroke.isEmpty()) {
            return;
        }
        if (prompt != null) {
            Prompt asked = prompt;
            if (asked.press(stroke) && prompt == asked) {
                prompt = null;
            }
            return;
        }
        keys().stream().filter(key -> key.isPressedBy(stroke)).findFirst().ifPresent(this::press);
    }

    private void press(Key key) {
        if (key.changes() && settings.readOnly()) {
            say("Nothing is changed: this dashboard runs with --read-only.", Style.WARNING);
        } else {
            key.action().run();
        }
    }

    /// All keys that do something now: the view's first, then everybody's.
    List<Key> keys() {
        List<Key> keys = new ArrayList<>(visible.keys());
        keys.addAll(general());
        return keys;
    }

    /// Everybody's keys.
    List<Key> general() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            keys.add(Key.of(Integer.toString(i + 1), "the view " + view.name(), () -> show(view)));
        }
        keys.add(Key.of("Tab", "the next view", () -> show(views.get((views.indexOf(root) + 1) % views.size()))));
        keys.add(Key.of(":", "jump to a view by its name; Tab completes it", this::askName));
        keys.add(Key.of("?", "this help", this::help));
        keys.add(Key.of("c", "copy the command line that shows the same", this::copy));
        keys.add(Key.of("^R", "ask the daemon now", outside::reload));
        keys.add(Key.of("^L", "draw everything again", outside::redraw));
        if (!pages.isEmpty()) {
            keys.add(Key.of("Esc q Backspace", "back", this::back));
            keys.add(Key.of("^C", "leave the dashboard", outside::quit));
        } else {
            keys.add(Key.of("q ^C", "leave the dashboard", outside::quit));
        }
        return keys;
    }

    private void askName() {
        ask(Prompt.text(":", "", views.stream().map(View::name).toList(), this::jump));
    }

    private void help() {
        open(Help.of(this));
    }

    /// The command line that shows what is looked at.
    String command() {
        return visible.command();
    }

    private void copy() {
        outside.copy(command());
        say("Copied to the clipboard, if this window allows it: " + command(), Style.PLAIN);
    }
}
