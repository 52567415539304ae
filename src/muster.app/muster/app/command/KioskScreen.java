// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.GatheringList;
import muster.model.GatheringStatus;

/// The page of a kiosk: what was read last for a few seconds, else the event and how many came. In a pipe each
/// answer is one line. Thread-safe.
final class KioskScreen implements AutoCloseable {

    private static final Duration SHOWN = Duration.ofSeconds(4);
    private static final String BEGIN = "\033[?1049h\033[?25l";
    private static final String END = "\033[?25h\033[?1049l";
    private static final String CLEAR = "\033[H\033[2J";

    /// How an answer feels.
    enum Mood {
        /// Come in.
        WELCOME("42;30", "\007"),
        /// You are in already.
        KNOWN("44;97", "\007"),
        /// Ask at the desk.
        REFUSED("41;97", "\007\007");

        private final String colours;
        private final String beep;

        Mood(String colours, String beep) {
            this.colours = colours;
            this.beep = beep;
        }
    }

    /// What is shown to a person.
    ///
    /// @param title the name, in the first line
    /// @param text a sentence
    record Message(Mood mood, String title, String text) {}

    private final Surroundings surroundings;
    private final Api api;
    private final String event;
    private final Thread refresher;
    private final Thread restorer;
    private Message message;
    private Instant until = Instant.EPOCH;
    private String idle = "";
    private boolean restored;

    private KioskScreen(Surroundings surroundings, Api api, String event) {
        this.surroundings = surroundings;
        this.api = api;
        this.event = event;
        this.restorer = new Thread(this::restore);
        this.refresher = Thread.ofVirtual().name("kiosk").unstarted(this::refresh);
    }

    /// Takes the window over, if a person looks at it.
    ///
    /// @param event id of the event; null = the one the door is set to
    static KioskScreen open(Surroundings surroundings, Api api, String event) {
        KioskScreen screen = new KioskScreen(surroundings, api, event);
        if (surroundings.interactive()) {
            // Ctrl-C must not leave a window without cursor and echo
            Runtime.getRuntime().addShutdownHook(screen.restorer);
            screen.echo("-echo");
            surroundings.out().print(BEGIN);
            screen.refresher.start();
        }
        return screen;
    }

    /// Shows an answer.
    synchronized void show(Message answer) {
        if (!surroundings.interactive()) {
            surroundings.out().println(answer.mood().name().toLowerCase(Locale.ROOT) + "\t"
                    + Display.safe(answer.title()) + "\t" + Display.safe(answer.text()));
            surroundings.out().flush();
            return;
        }
        message = answer;
        until = surroundings.clock().instant().plus(SHOWN);
        surroundings.out().print(answer.mood().beep);
        draw();
    }

    private void refresh() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                String text = idleText();
                synchronized (this) {
                    idle = text;
                    if (message != null && surroundings.clock().instant().isAfter(until)) {
                        message = null;
                    }
                    draw();
                }
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String idleText() throws InterruptedException {
        try {
            GatheringList list = api.gatherings().list();
            String id = event == null ? list.current() : event;
            GatheringStatus status = list.gatherings().stream()
                    .filter(each -> each.gathering().id().equals(id))
                    .findFirst()
                    .orElse(null);
            return status == null
                    ? "No event is selected\nmuster events list"
                    : status.gathering().name() + "\n" + Display.number(status.checkedIn()) + " checked in"
                            + (status.registered() == 0 ? "" : " of " + Display.number(status.registered()))
                            + ", " + Display.number(status.inside()) + " inside";
        } catch (ApiException e) {
            return "muster does not answer\n" + e.getMessage();
        }
    }

    private void draw() {
        if (restored) {
            return;
        }
        List<String> lines = message == null
                ? (idle + "\n\nPlease hold your badge or code to the reader").lines().toList()
                : List.of(message.title(), "", message.text());
        int rows = size("LINES", 24);
        int columns = size("COLUMNS", 80);
        StringBuilder page = new StringBuilder(CLEAR);
        boolean coloured = message != null && surroundings.colour();
        if (coloured) {
            page.append("\033[").append(message.mood().colours).append('m').append(CLEAR);
        }
        page.append("\n".repeat(Math.max(0, (rows - lines.size()) / 2 - 1)));
        for (String line : lines) {
            String safe = Display.cut(Display.safe(line), columns - 2);
            page.append(" ".repeat(Math.max(0, (columns - Display.width(safe)) / 2))).append(safe).append("\r\n");
        }
        surroundings.out().print(coloured ? page + "\033[0m" : page.toString());
        surroundings.out().flush();
    }

    private int size(String variable, int usual) {
        String text = surroundings.variable(variable);
        return text != null && text.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(text) : usual;
    }

    /// Switches the terminal's echo. What does not come from this process's own terminal has none.
    private void echo(String mode) {
        if (surroundings.in() != System.in) {
            return;
        }
        try {
            new ProcessBuilder("stty", mode).inheritIO().start().waitFor();
        } catch (IOException e) {
            // without stty what the reader types is seen on the page: ugly, and no reason not to open it
            System.getLogger("muster").log(System.Logger.Level.DEBUG, "stty: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last that is drawn: what comes later would stand on the person's own page.
    private synchronized void restore() {
        restored = true;
        echo("echo");
        surroundings.out().print(END);
        surroundings.out().flush();
    }

    /// Whether Ctrl-C has not come in the meantime; then the window is being given back already.
    private boolean keepsRunning() {
        try {
            return Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// Gives the window back.
    @Override
    public void close() {
        if (surroundings.interactive()) {
            refresher.interrupt();
            if (keepsRunning()) {
                restore();
            }
        }
    }
}
