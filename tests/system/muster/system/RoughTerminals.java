// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Terminals that make punches and send each until it is acknowledged, and that can be told to behave badly meanwhile.
/// Thread-safe.
final class RoughTerminals {

    /// The serials whose punches are not all true begin so.
    static final String LIAR = "TSTLIAR";

    /// What they may do besides.
    enum Vice { LIE, HANG, RESEND, ROAM }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MOST_A_POST = 12;
    private static final long AFTER_A_FAILURE = 20_000_000;
    private static final int PAUSE = 80_000_000;
    private static final double OFTEN = 0.4;

    private final InetSocketAddress door;
    private final Ledger ledger;
    private final LocalDateTime first;
    private final Set<Vice> vices = EnumSet.noneOf(Vice.class);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger badActs = new AtomicInteger();
    private volatile boolean resting = true;
    private volatile boolean closed;

    /// @param first the local time of each one's first punch; the next is a second later, and so on
    RoughTerminals(InetSocketAddress door, Ledger ledger, int count, LocalDateTime first, long seed) {
        this.door = door;
        this.ledger = ledger;
        this.first = first;
        for (int i = 0; i < count; i++) {
            String serial = "TSTMIX%06d".formatted(i);
            Random random = new Random(seed + i);
            threads.add(Thread.ofVirtual().name(serial).start(() -> work(serial, random)));
        }
    }

    /// Makes punches from now on.
    void work() {
        resting = false;
    }

    /// Makes no more and waits until the last one is acknowledged.
    void rest() throws Exception {
        resting = true;
        Await.until("every terminal has its OK", () -> busy.get() == 0);
    }

    synchronized void takeUp(Vice vice) {
        vices.add(vice);
    }

    synchronized void reform() {
        vices.clear();
    }

    private synchronized Set<Vice> vices() {
        return Set.copyOf(vices);
    }

    /// How often they behaved badly.
    int badActs() {
        return badActs.get();
    }

    private void work(String serial, Random random) {
        int next = 0;
        while (!closed) {
            busy.incrementAndGet();
            if (!resting) {
                int count = 1 + random.nextInt(MOST_A_POST);
                post(serial, next, count, random);
                next += count;
            }
            busy.decrementAndGet();
            LockSupport.parkNanos(1_000_000 + random.nextInt(PAUSE));
        }
    }

    private String time(int number) {
        return TIME.format(first.plusSeconds(number));
    }

    private String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int number = from; number < to; number++) {
            lines.append(Punches.pin(number)).append('\t').append(time(number)).append("\t0\t1\t0\n");
        }
        return lines.toString();
    }

    private void post(String serial, int from, int count, Random random) {
        List<String> punches = new ArrayList<>();
        for (int number = from; number < from + count; number++) {
            punches.add(serial + " " + Punches.pin(number) + " " + time(number));
        }
        ledger.sending(punches);
        String request = request(serial, lines(from, from + count));
        Set<Vice> now = vices();
        if (now.contains(Vice.HANG) && random.nextDouble() < OFTEN) {
            hang(request, random);
        }
        if (now.contains(Vice.LIE) && random.nextDouble() < OFTEN) {
            lie(serial, from, random);
        }
        while (!closed && !taken(request, count, address(random))) {
            LockSupport.parkNanos(AFTER_A_FAILURE);
        }
        if (closed) {
            return;
        }
        ledger.acknowledged(punches);
        if (now.contains(Vice.RESEND) && random.nextDouble() < OFTEN) {
            badActs.incrementAndGet();
            int again = Math.max(0, from - random.nextInt(3 * MOST_A_POST));
            taken(request(serial, lines(again, from + count)), from + count - again, -1);
        }
    }

    private int address(Random random) {
        return vices().contains(Vice.ROAM) && random.nextDouble() < OFTEN ? random.nextInt(1 << 16) : -1;
    }

    private static String request(String serial, String lines) {
        return Muster.request("POST", target(serial), lines);
    }

    private static String target(String serial) {
        return "/iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999";
    }

    private boolean taken(String request, int count, int address) {
        try (Raw raw = address < 0 ? new Raw(door) : Raw.from(address, door)) {
            badActs.addAndGet(address < 0 ? 0 : 1);
            Answer answer = raw.send(request).answer();
            if (answer.status() == 200 && !answer.body().equals("OK: " + count)) {
                ledger.strange("200 " + answer.body() + " for " + count + " lines");
            }
            return answer.status() == 200 && answer.body().equals("OK: " + count);
        } catch (IOException | RuntimeException nobodyThere) {
            return false; // an answer that was cut off may be no number where one should be
        }
    }

    /// Half a request, silence, and gone.
    private void hang(String request, Random random) {
        badActs.incrementAndGet();
        try (Raw raw = new Raw(door)) {
            raw.send(request.substring(0, 1 + random.nextInt(request.length() - 1)));
            LockSupport.parkNanos(random.nextLong(300_000_000));
        } catch (IOException cutOff) {
            // as it would have been anyway
        }
    }

    private void lie(String serial, int from, Random random) {
        badActs.incrementAndGet();
        String liar = LIAR + serial.substring(serial.length() - 5);
        String lines = lines(from, from + 5);
        String lie = switch (random.nextInt(6)) {
            case 0 -> wrongLength(liar, lines, lines.length() - 1 - random.nextInt(40));
            case 1 -> wrongLength(liar, lines, lines.length() + 1 + random.nextInt(4000));
            case 2 -> request(liar, "1001\t2026-13-45 99:99:99\t0\t1\n\t\t\t\n1001\t2099-01-01 00:00:00\t0\t1\t0\n");
            case 3 -> request(liar, lines.replace('\t', ' ').replace("\n", "\r\n"));
            case 4 -> Muster.request("POST", target(liar).replace("9999", "-1") + "&table=\u0001", lines);
            default -> request(liar, lines + "\u0000\u0007" + lines.substring(7));
        };
        try (Raw raw = new Raw(door)) {
            raw.send(lie).endSending().rest();
        } catch (IOException cutOff) {
            // nobody owes a liar an answer
        }
    }

    private static String wrongLength(String serial, String lines, int length) {
        return request(serial, lines).replaceFirst("Content-Length: \\d+", "Content-Length: " + Math.max(0, length));
    }

    /// Ends it.
    void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(Await.PATIENCE);
        }
    }
}
