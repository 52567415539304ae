// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What may go wrong, by the word that `make torture FAULT=` takes.
enum Fault {
    KILL("kill", "kill -9"),
    POWER("power", "power cut: what was not synced is gone, or half of it"),
    TERM("term", "SIGTERM"),
    STOP("stop", "SIGSTOP, later SIGCONT"),
    FULL("full", "disk full, and room again"),
    BAD_WRITE("eio-write", "EIO on one write in five, half of them torn"),
    BAD_SYNC("eio-fsync", "EIO on one fsync in two"),
    SLOW_DISK("slow-disk", "60 ms for an fsync"),
    CLOCK("clock", "clock set back or forth, by seconds to decades, or into a night of daylight saving"),
    CUT("net-cut", "network gone"),
    SLOW("net-slow", "network slow, in small parts"),
    TWICE("net-twice", "every request told twice"),
    RESET("net-reset", "connections reset in the middle of an answer"),
    NETEM("netem", "delay, loss, duplicates and reordering by the kernel"),
    LIE("lie", "terminals that lie: wrong lengths, impossible times, bytes that are no text"),
    HANG("hang", "terminals that stop in the middle of a request"),
    RESEND("resend", "terminals that send again what was acknowledged"),
    ROAM("roam", "terminals that change their address"),
    SINKS("sinks", "targets that fail, half of the time after they have taken it");

    private final String word;
    private final String text;

    Fault(String word, String text) {
        this.word = word;
        this.text = text;
    }

    String word() {
        return word;
    }

    String text() {
        return text;
    }

    /// Whether the daemon is gone afterwards.
    boolean isEnd() {
        return this == KILL || this == POWER || this == TERM;
    }

    /// Whether it needs the rig of the disk.
    boolean isOfDisk() {
        return this == POWER || this == FULL || this == BAD_WRITE || this == BAD_SYNC || this == SLOW_DISK;
    }

    static Fault of(String word) {
        for (Fault fault : values()) {
            if (fault.word.equals(word)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("there is no fault \"" + word + "\"; there are "
                + List.of(values()).stream().map(Fault::word).toList());
    }

    /// One round's faults.
    ///
    /// @param others those that come and go, in the order in which they come
    /// @param end how the daemon ends; null if it lives on
    /// @param again whether it is ended once more while it starts
    record Plan(List<Fault> others, Fault end, boolean again) {

        private static final int MOST = 4;
        private static final double ENDING = 0.8;
        private static final double AGAIN = 0.2;

        /// @param possible those that can be had here
        static Plan of(List<Fault> possible, Random random) {
            List<Fault> ends = possible.stream().filter(Fault::isEnd).toList();
            List<Fault> rest = new ArrayList<>(possible);
            rest.removeAll(ends);
            Collections.shuffle(rest, random);
            boolean ending = !ends.isEmpty() && (rest.isEmpty() || random.nextDouble() < ENDING);
            int count = rest.isEmpty() ? 0 : 1 + random.nextInt(Math.min(MOST, rest.size()));
            Fault end = ending ? ends.get(random.nextInt(ends.size())) : null;
            return new Plan(List.copyOf(rest.subList(0, count)), end, ending && random.nextDouble() < AGAIN);
        }

        @Override
        public String toString() {
            List<String> words = new ArrayList<>(others.stream().map(Fault::word).toList());
            if (end != null) {
                words.add(end.word);
            }
            return String.join(" ", words) + (again ? " (again while it starts)" : "");
        }
    }
}
