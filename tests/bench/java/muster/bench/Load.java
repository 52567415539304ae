// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// Terminals that send punches as fast as they are acknowledged, or at a given rate, from one thread.
///
/// Reads one order a line, `door=HOST:PORT terminals=16 lines=1 keep=true seconds=3 rate=0 serial=TSTB`, so that its
/// own warm-up counts for nobody, and answers each with a line of JSON. `count=` in place of `seconds=` ends after so
/// many requests. Every punch is new: time goes on from order to order.
final class Load {

    private final Map<String, String> order;
    private final Punches punches;
    private final long[] micros = new long[4_000_000];
    private int answered;
    private int failed;

    private Load(Map<String, String> order, Punches punches) {
        this.order = order;
        this.punches = punches;
    }

    public static void main(String[] words) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        Punches punches = new Punches();
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            Map<String, String> order = new TreeMap<>();
            for (String word : line.split(" ")) {
                int equals = word.indexOf('=');
                order.put(word.substring(0, equals), word.substring(equals + 1));
            }
            System.out.println(new Load(order, punches).run());
            System.out.flush();
        }
    }

    private String run() throws IOException {
        double rate = Double.parseDouble(order.getOrDefault("rate", "0"));
        long count = Long.parseLong(order.getOrDefault("count", Integer.toString(Integer.MAX_VALUE)));
        long begin = System.nanoTime();
        long end = begin + (long) (1e9 * Double.parseDouble(order.getOrDefault("seconds", "3600")));
        PriorityQueue<Long> none = new PriorityQueue<>();
        long sent = 0;
        long last = begin;
        try (Selector selector = Selector.open()) {
            List<Terminal> idle = new ArrayList<>(terminals(selector));
            int all = idle.size();
            while (true) {
                long now = System.nanoTime();
                long due = now >= end ? sent : rate == 0 ? count : Math.min(count, (long) ((now - begin) / 1e9 * rate));
                while (!idle.isEmpty() && sent < due) {
                    idle.removeLast().send(now);
                    sent++;
                }
                if (idle.size() == all && (now >= end || sent >= count)) {
                    break;
                }
                if (now > end + 5_000_000_000L) {
                    failed += all - idle.size();
                    break;
                }
                selector.select(key -> {
                    Terminal terminal = (Terminal) key.attachment();
                    Terminal.Outcome outcome = terminal.ready();
                    if (outcome == Terminal.Outcome.ACKNOWLEDGED || outcome == Terminal.Outcome.FAILED) {
                        count(terminal, outcome);
                        idle.add(terminal);
                    }
                }, rate == 0 ? 100 : 1);
                last = System.nanoTime();
            }
            for (Terminal terminal : idle) {
                terminal.close();
            }
        }
        return result((last - begin) / 1e9);
    }

    private List<Terminal> terminals(Selector selector) {
        int lines = Integer.parseInt(order.getOrDefault("lines", "1"));
        boolean keep = Boolean.parseBoolean(order.getOrDefault("keep", "true"));
        String door = order.get("door");
        List<Terminal> terminals = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(order.getOrDefault("terminals", "1")); i++) {
            String serial = order.getOrDefault("serial", "TSTB") + "%05d".formatted(i);
            terminals.add(new Terminal(selector, door, serial, punches, lines, keep));
        }
        return terminals;
    }

    private void count(Terminal terminal, Terminal.Outcome outcome) {
        if (outcome == Terminal.Outcome.ACKNOWLEDGED) {
            micros[answered++ % micros.length] = (System.nanoTime() - terminal.sentAt()) / 1000;
        } else {
            failed++;
        }
    }

    private String result(double seconds) {
        int lines = Integer.parseInt(order.getOrDefault("lines", "1"));
        long[] sorted = Arrays.copyOf(micros, Math.min(answered, micros.length));
        Arrays.sort(sorted);
        String result = "{\"seconds\": %.4f, \"requests\": %d, \"punches\": %d, \"failed\": %d, "
                + "\"p50_us\": %d, \"p99_us\": %d}";
        return result.formatted(seconds, answered, (long) answered * lines, failed, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? -1 : sorted[(int) (part * (sorted.length - 1))];
    }
}
