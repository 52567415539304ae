// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.model.Fact;
import muster.model.Presence.Act;
import muster.model.Punch;
import muster.model.Source;

/// Another Java that has a journal open and appends to it until it is killed: punches, and at each a person who
/// is put on a list, is checked in and enters. It prints the key of each punch when it was acknowledged.
final class AppendingProcess implements AutoCloseable {

    private static final int CALLERS = 8;

    private final Process process;
    private final BufferedReader output;

    private AppendingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// Starts one with the module path of the running Java.
    static AppendingProcess start(Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        for (String argument : Files.readString(Path.of("/proc/self/cmdline")).split("\0")) {
            if (argument.equals("-m")) {
                break;
            }
            if (!argument.startsWith("-javaagent:")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-m", "muster.journal/" + AppendingProcess.class.getName(), directory.toString()));
        return new AppendingProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    long pid() {
        return process.pid();
    }

    /// The next key it printed; null when it ended.
    String acknowledged() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("key ")) {
            line = output.readLine();
        }
        // A line without its end was cut by the kill: nothing is known about it.
        return line != null && line.endsWith(".") ? line : null;
    }

    /// Kills it as a power cut would, without a chance to do anything more.
    void kill() {
        // The handle, because the process itself would close the pipe with what it had printed.
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    static String key(Punch punch) {
        return "key " + punch.terminal() + " " + punch.pin() + " " + punch.localTime() + ".";
    }

    /// The other process: several callers with batches of one to seven punches.
    public static void main(String[] arguments) throws Exception {
        Journal journal = Samples.open(Path.of(arguments[0]));
        long begin = journal.head();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                String terminal = "TSTATT%06d".formatted(caller);
                threads.submit(() -> append(journal, terminal, begin));
            }
        }
    }

    private static Void append(Journal journal, String terminal, long begin) throws Exception {
        for (long second = begin; ; ) {
            List<Fact> batch = new ArrayList<>();
            for (long size = second % 7; size >= 0; size--) {
                String pin = terminal + "-" + second;
                batch.add(Samples.punch(terminal, "7", second));
                batch.add(Samples.registered(Samples.FAIR, pin));
                batch.add(Samples.checkIn(Source.MANUAL, Samples.FAIR, pin, second, pin));
                batch.add(Samples.presence(Samples.FAIR, pin, Act.ENTERED, second++));
            }
            journal.append(batch, new Stamp(terminal, "ATTLOG", "" + second));
            StringBuilder keys = new StringBuilder();
            for (Fact fact : batch) {
                if (fact instanceof Punch punch) {
                    keys.append(key(punch)).append('\n');
                }
            }
            System.out.print(keys);
            System.out.flush();
        }
    }
}
