// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.StatusReport;

/// The dashboard in a terminal window, `muster top`: a client of the API like any other. One thread draws and owns
/// everything that is drawn; others ask the daemon and read the keys, and hand over what came as tasks.
public final class Top {

    /// Between two questions for the state of the whole, and for what the visible view shows.
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /// Between two pictures: a slow line must not be filled with what nobody can read. Keys are answered at once.
    private static final long PICTURE = Duration.ofMillis(200).toNanos();

    private final Api api;
    private final Line line;
    private final Window window;
    private final Dashboard desk;
    private final Punches punches;
    private final Tail tail;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Semaphore hurry = new Semaphore(0);
    private boolean pressed;
    private volatile boolean over;

    private Top(Api api, TopSettings settings, InstantSource clock, Line line) throws IOException {
        this.api = api;
        this.line = line;
        this.window = new Window(line, settings);
        this.desk = new Dashboard(settings, api.base().toString(), clock, new World());
        this.punches = new Punches(desk);
        this.tail = new Tail(api, punches, tasks::add);
        desk.begin(List.of(new Overview(desk, punches), Branches.of(desk), Terminals.of(desk), punches.view(),
                Events.of(desk), Outlets.of(desk), Letters.of(desk), Alerts.of(desk), Diary.of(desk)));
    }

    /// The names of the views, in the order of their numbers.
    public static List<String> views() {
        return List.of("overview", "branches", "terminals", "punches", "event", "sinks", "letters", "alerts", "log");
    }

    /// Shows it until somebody leaves it. The terminal is given back whatever ends it: a key, an exception, a signal.
    ///
    /// @throws IOException if this process has no terminal, or it went away
    public static void run(Api api, TopSettings settings, InstantSource clock)
            throws IOException, InterruptedException {
        Line line = Line.open(settings.ascii());
        Thread restore = new Thread(() -> closed(line), "top-restore");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            new Top(api, settings, clock, line).run();
        } finally {
            line.close();
            forget(restore);
        }
    }

    private static void closed(Line line) {
        try {
            line.close();
        } catch (IOException e) {
            System.getLogger(Top.class.getName()).log(System.Logger.Level.DEBUG, "the line is gone", e);
        }
    }

    private static void forget(Thread restore) {
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException e) {
            // the shutdown is what ended it
        }
    }

    private void run() throws IOException, InterruptedException {
        picture();
        Thread[] others = {
            start("top-keys", this::keys), start("top-status", this::askStatus), start("top-view", this::askView),
            start("top-punches", tail)
        };
        boolean told = line.onResize(() -> tasks.add(this::measure));
        if (!told) {
            start("top-size", this::askSize);
        }
        // a launcher that is killed leaves this process behind, on a line that is somebody else's then
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> tasks.add(this::quit)));
        try {
            while (!over) {
                work();
                picture();
            }
        } finally {
            over = true;
            tail.end();
            for (Thread other : others) {
                other.interrupt();
            }
        }
    }

    private static Thread start(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }

    /// Runs what came, for as long as no new picture is due.
    private void work() throws InterruptedException {
        long due = System.nanoTime() + PICTURE;
        pressed = false;
        Runnable first = tasks.poll(1, TimeUnit.SECONDS);
        if (first != null) {
            first.run();
        }
        long left = due - System.nanoTime();
        while (!over && (left > 0 && !pressed || !tasks.isEmpty())) {
            Runnable next = tasks.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            if (next != null) {
                next.run();
            }
            left = due - System.nanoTime();
        }
    }

    private void picture() throws IOException {
        Canvas canvas = window.canvas();
        Frame.draw(desk, canvas);
        window.show(canvas);
    }

    private void keys() {
        try {
            while (!over) {
                KeyStroke stroke = line.readInput();
                if (stroke.getKeyType() == KeyType.EOF) {
                    tasks.add(this::quit);
                    return;
                }
                tasks.add(() -> {
                    pressed = true;
                    desk.press(Key.name(stroke));
                });
            }
        } catch (IOException e) {
            tasks.add(this::quit);
        }
    }

    private void askStatus() {
        repeat(() -> {
            try {
                StatusReport report = api.status();
                tasks.add(() -> desk.answered(report));
                tail.wake();
            } catch (ApiException e) {
                tasks.add(() -> desk.lost(e));
            }
            Thread.sleep(PERIOD);
        });
    }

    private void askView() {
        repeat(() -> {
            View view = desk.visible();
            try {
                Runnable taken = view.load(api);
                if (taken != null) {
                    tasks.add(taken);
                }
            } catch (ApiException e) {
                tasks.add(() -> missed(view, e));
            }
            if (hurry.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                hurry.drainPermits();
            }
        });
    }

    /// A daemon that is gone is told of by the question for its state; what is told here is a question it refuses.
    private void missed(View view, ApiException why) {
        if (!why.passing() && view == desk.visible()) {
            desk.refused(view, why);
        }
    }

    private void askSize() {
        repeat(() -> {
            Thread.sleep(PERIOD);
            tasks.add(this::measure);
        });
    }

    private void measure() {
        try {
            line.measure();
        } catch (IOException e) {
            quit();
        }
    }

    /// Something to be done again and again.
    private interface Round {
        void go() throws InterruptedException;
    }

    private void repeat(Round round) {
        try {
            while (!over) {
                round.go();
            }
        } catch (InterruptedException e) {
            // it is over
        }
    }

    private void quit() {
        over = true;
    }

    /// What the dashboard asks of this process.
    private final class World implements Outside {

        @Override
        public void ask(Call call, Consumer<ApiException> failed) {
            start("top-act", () -> {
                try {
                    Runnable taken = call.ask(api);
                    tasks.add(taken == null ? () -> {} : taken);
                } catch (ApiException e) {
                    tasks.add(() -> failed.accept(e));
                } catch (InterruptedException e) {
                    // it is over
                }
            });
        }

        @Override
        public void reload() {
            hurry.release();
        }

        @Override
        public void copy(String text) {
            try {
                line.copy(text);
            } catch (IOException e) {
                Top.this.quit();
            }
        }

        @Override
        public void redraw() {
            window.spoil();
        }

        @Override
        public void quit() {
            Top.this.quit();
        }
    }
}
