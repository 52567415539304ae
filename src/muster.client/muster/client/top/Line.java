// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The terminal line of this process, `/dev/tty`, in a mode in which every key arrives at once. Closing it leaves it
/// as it was. What is written goes out in one piece at each flush, so that a screen is never seen half drawn.
///
/// Its modes are set by `stty`, which every system with a terminal line has, so no native code is needed.
final class Line extends ANSITerminal {

    private static final File TTY = new File("/dev/tty");
    /// Ctrl-C and Ctrl-Z come as keys; output stays as it is, for messages of a dying process.
    private static final String[] RAW = {"-icanon", "-echo", "-isig", "-ixon", "-iexten", "min", "1", "time", "0"};

    private final String saved;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile TerminalSize size;
    private volatile boolean closed;

    private Line(InputStream in, OutputStream out, Charset charset, String saved, TerminalSize size) {
        super(in, out, charset);
        this.saved = saved;
        this.size = size;
    }

    /// Takes the line.
    ///
    /// @param ascii whether nothing but ASCII is sent
    /// @throws IOException if there is no terminal, or no `stty`
    static Line open(boolean ascii) throws IOException {
        String saved = stty("-g");
        TerminalSize size = measured();
        Charset charset = ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
        FileInputStream in = new FileInputStream(TTY);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(TTY), 1 << 16);
        Line line = new Line(in, out, charset, saved, size);
        // on a slow line the bytes of an arrow key come apart; a quarter of a second joins them
        line.getInputDecoder().setTimeoutUnits(1);
        stty(RAW);
        return line;
    }

    /// Runs something whenever the window has another size.
    ///
    /// @return false if this runtime cannot tell; then [#measure()] is to be called now and then
    boolean onResize(Runnable action) {
        try {
            // by its name only: the signals are in jdk.unsupported, which a runtime may lack
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> answer(self, method.getName(), arguments, action));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), proxy);
            return true;
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }

    private static Object answer(Object self, String method, Object[] arguments, Runnable action) {
        return switch (method) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "resize";
        };
    }

    /// Looks how large the window is; listeners are told if that changed.
    void measure() throws IOException {
        size = measured();
        getTerminalSize();
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    /// Copies a text to the clipboard of whoever looks, however many hosts are between (OSC 52 of xterm's control
    /// sequences). Windows that do not know it ignore it.
    void copy(String text) throws IOException {
        String sequence = "\033]52;c;" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\007";
        writeToTerminal(sequence.getBytes(StandardCharsets.US_ASCII));
        flush();
    }

    /// Nothing is written to a line that was given back, whatever a thread that still draws does.
    @Override
    protected void writeToTerminal(byte... bytes) throws IOException {
        lock.lock();
        try {
            if (!closed) {
                super.writeToTerminal(bytes);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Gives the line back, once; may be called by any thread.
    @Override
    public void close() throws IOException {
        // somebody may be writing to a line that takes nothing any more: that must not hold up the end
        boolean mine = waited();
        try {
            if (closed) {
                return;
            }
            restoreScreen();
            closed = true;
            stty(saved);
        } finally {
            if (mine) {
                lock.unlock();
            }
        }
    }

    private boolean waited() {
        try {
            return lock.tryLock(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lock.tryLock();
        }
    }

    private void restoreScreen() {
        try {
            exitPrivateMode();
        } catch (IllegalStateException | IOException e) {
            System.getLogger(Line.class.getName()).log(System.Logger.Level.DEBUG, "the screen was not ours", e);
        }
    }

    private static TerminalSize measured() throws IOException {
        String[] words = stty("size").split(" ");
        try {
            int rows = Integer.parseInt(words[0]);
            int columns = Integer.parseInt(words[1]);
            // a serial line does not know its size
            return rows > 0 && columns > 0 ? new TerminalSize(columns, rows) : new TerminalSize(80, 24);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return new TerminalSize(80, 24);
        }
    }

    private static String stty(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = "stty";
        System.arraycopy(words, 0, command, 1, words.length);
        Process process = new ProcessBuilder(command).redirectInput(TTY).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("stty: " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stty ran", e);
        }
    }
}
