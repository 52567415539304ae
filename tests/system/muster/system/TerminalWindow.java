// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A terminal window with a shell in it, held by a tmux of its own: keys are typed into it, and what it shows is read.
final class TerminalWindow implements AutoCloseable {

    private final Path folder;
    private final String socket;

    private TerminalWindow(Path folder) {
        this.folder = folder;
        this.socket = folder.resolve("tmux").toString();
    }

    /// Opens one, or skips the test by name where there is no tmux.
    ///
    /// @param folder for its socket and what is recorded
    /// @param environment further `NAME=value`
    static TerminalWindow open(Path folder, int columns, int rows, String... environment) throws Exception {
        TerminalWindow window = new TerminalWindow(folder);
        Assumptions.assumeTrue(installed(), "needs tmux: apt-get install tmux");
        List<String> words = new ArrayList<>(List.of("new-session", "-d", "-x", Integer.toString(columns), "-y",
                Integer.toString(rows), "env", "-u", "NO_COLOR", "LC_ALL=C.UTF-8", "PS1=ready> ",
                "XDG_STATE_HOME=" + folder.resolve("state")));
        words.addAll(List.of(environment));
        words.addAll(List.of("bash", "--norc", "--noprofile"));
        window.tmux(words.toArray(String[]::new));
        window.await("ready>");
        return window;
    }

    private static boolean installed() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("tmux", "-V").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return asked.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("tmux", "-u", "-S", socket, "-f", "/dev/null"));
        all.addAll(List.of(words));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertTrue(process.waitFor(20, TimeUnit.SECONDS), () -> "tmux hangs: " + all);
        Assertions.assertEquals(0, process.exitValue(), () -> all + ": " + text);
        return text;
    }

    /// Types keys, as tmux calls them: `a`, `Enter`, `Escape`, `C-c`.
    void press(String... keys) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /// Types a text.
    void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", text);
    }

    /// Types a command line for the shell.
    void run(String line) throws IOException, InterruptedException {
        type(line);
        press("Enter");
    }

    /// What it shows.
    String text() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /// Waits until it shows a text.
    ///
    /// @return all that it shows then
    String await(String part) throws Exception {
        try {
            Await.until("the window shows \"" + part + "\"", () -> text().contains(part));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows\n" + text(), e);
        }
        return text();
    }

    /// Waits until it does not show a text any more.
    void awaitGone(String part) throws Exception {
        Await.until("\"" + part + "\" is gone", () -> !text().contains(part));
    }

    void resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /// Whether a program drew on the screen that is not the shell's.
    boolean otherScreen() throws IOException, InterruptedException {
        return tmux("display-message", "-p", "#{alternate_on}").strip().equals("1");
    }

    boolean cursorShown() throws IOException, InterruptedException {
        return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
    }

    /// The modes of its line, asked by the shell in it.
    String modes() throws Exception {
        Path file = folder.resolve("modes");
        Files.deleteIfExists(file);
        run("stty -a > " + file + ".new; mv " + file + ".new " + file);
        Await.until("stty has answered", () -> Files.exists(file));
        return Files.readString(file);
    }

    /// Records every byte that is sent to it from now on.
    Path record() throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "sent", ".bytes");
        tmux("pipe-pane", "cat >> " + file);
        return file;
    }

    /// The process that runs in the shell, and those below it; the java of the launcher is the last.
    List<ProcessHandle> processes() throws IOException, InterruptedException {
        long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        return ProcessHandle.of(shell).orElseThrow().descendants().toList();
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("tmux", "-S", socket, "kill-server")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
