// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.model.SinkList;
import muster.model.SinkStatus;

/// Looks at a running daemon from outside: at what the kernel tells of its process, at its files, and at what its API
/// tells of backlogs. For one thread.
final class SoakProbe {

    /// What is measured, in this order.
    enum What {
        RSS("memory: resident, MB"),
        DIRTY("memory: private dirty, MB"),
        HEAP("memory: Java heap after its last collection, MB"),
        THREADS("platform threads"),
        FILES("file descriptors"),
        CPU("CPU, % of one core"),
        WAL("write-ahead log, MB"),
        JOURNAL("journal, MB"),
        BACKLOG("records that wait for a sink"),
        LAG("entries the slowest stream is behind"),
        QUESTION("slowest question to the API since the last look, ms");

        final String title;

        What(String title) {
            this.title = title;
        }
    }

    private static final double MB = 1e6;
    private static final int TICKS = 100;
    private static final Pattern COLLECTED = Pattern.compile("->(\\d+)([KM])\\(");

    private final Muster muster;
    private final Path process;
    private final Path collections;
    private final List<SoakListener> listeners;
    private final SoakQuestions questions;
    private final long begin = System.nanoTime();
    private final List<Double> times = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private double heap;
    private long collectionsRead;
    private double lastCpu = -1;
    private double lastTime;

    /// @param collections the log of the Java heap's collections
    SoakProbe(Muster muster, Path collections, List<SoakListener> listeners, SoakQuestions questions) {
        this.muster = muster;
        this.process = Path.of("/proc", Long.toString(muster.pid()));
        this.collections = collections;
        this.listeners = listeners;
        this.questions = questions;
    }

    /// Seconds since the begin.
    double now() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /// Looks once.
    void look() throws Exception {
        double now = now();
        List<SinkStatus> sinks = muster.get("/api/sinks", SinkList.class).sinks();
        long head = sinks.stream().mapToLong(SinkStatus::head).max().orElse(0);
        double[] row = new double[What.values().length];
        row[What.RSS.ordinal()] = kilobytes("status", "VmRSS:") / 1e3;
        row[What.DIRTY.ordinal()] = kilobytes("smaps_rollup", "Private_Dirty:") / 1e3;
        row[What.HEAP.ordinal()] = heap();
        row[What.THREADS.ordinal()] = kilobytes("status", "Threads:");
        row[What.FILES.ordinal()] = files();
        row[What.CPU.ordinal()] = cpu(now);
        row[What.WAL.ordinal()] = size(muster.journal().resolveSibling("muster.db-wal"));
        row[What.JOURNAL.ordinal()] = size(muster.journal());
        row[What.BACKLOG.ordinal()] = sinks.stream().mapToLong(SinkStatus::waiting).sum();
        row[What.LAG.ordinal()] =
                listeners.stream().mapToLong(each -> Math.max(0, head - each.position())).max().orElse(0);
        row[What.QUESTION.ordinal()] = questions.slowestMillis();
        times.add(now);
        values.add(row);
    }

    private double kilobytes(String file, String name) throws IOException {
        return Files.readAllLines(process.resolve(file)).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private long files() throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.count();
        }
    }

    /// The log says `Pause Young … 12M->5M(16M)` at each collection; only what is new of it is read.
    private double heap() throws IOException {
        String log = Files.exists(collections) ? Files.readString(collections) : "";
        Matcher found = COLLECTED.matcher(log).region((int) Math.min(collectionsRead, log.length()), log.length());
        while (found.find()) {
            heap = Double.parseDouble(found.group(1)) / (found.group(2).equals("K") ? 1024 : 1) * 1.048576;
        }
        collectionsRead = log.lastIndexOf('\n') + 1L;
        return heap;
    }

    private double cpu(double now) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double seconds = (Long.parseLong(words[11]) + Long.parseLong(words[12])) / (double) TICKS;
        double percent = lastCpu < 0 ? 0 : (seconds - lastCpu) / (now - lastTime) * 100;
        lastCpu = seconds;
        lastTime = now;
        return percent;
    }

    private static double size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) / MB : 0;
    }

    /// The course of one measure.
    SoakChart.Course course(What what) {
        return new SoakChart.Course(what.title, times.stream().mapToDouble(Double::doubleValue).toArray(),
                values.stream().mapToDouble(row -> row[what.ordinal()]).toArray());
    }

    /// How many looks there were.
    int looks() {
        return times.size();
    }
}
