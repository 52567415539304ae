// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One terminal: it introduces itself, sends what people punch until it is acknowledged, polls, and does
/// what it is told (zk-push.md sections 5.4, 8 and 9). For one thread.
final class SimulatedTerminal {

    /// One live punch goes alone; what has piled up goes in batches of this size (LOG-V3L).
    private static final int BATCH = 30;
    private static final Duration USUAL_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);
    private static final Pattern DELAY = Pattern.compile("(?m)^Delay=([0-9]{1,4})\\s*$");

    private final Plan plan;
    private final String serial;
    private final Random random;
    private final Counters counters;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Caller caller;
    private final PunchMaker maker;
    private final Memory memory = new Memory();
    private final Orders orders;
    private Duration delay = USUAL_DELAY;
    private boolean known;
    private long made;
    private Instant nextPoll;
    private Instant giveUp;

    SimulatedTerminal(
            Plan plan, String serial, Random random, Counters counters, Ledger ledger, InstantSource clock) {
        this.plan = plan;
        this.serial = serial;
        this.random = random;
        this.counters = counters;
        this.ledger = ledger;
        this.clock = clock;
        this.caller = new Caller(plan.door(), random);
        this.maker = new PunchMaker(plan.users(), random);
        this.orders = new Orders(serial, memory, caller);
    }

    /// Runs until its punches are made and acknowledged, or its patience ends.
    ///
    /// @param end when people stop to punch; null = when the count is reached
    /// @param stopping people stop to punch when this gets true
    void run(Instant end, BooleanSupplier stopping) throws InterruptedException {
        Instant now = clock.instant();
        giveUp = now.plus(plan.patience());
        nextPoll = now;
        fillBacklog(local(now));
        Instant first = now.plus(interval(random.nextDouble()));
        while (true) {
            now = clock.instant();
            boolean over = stopping.getAsBoolean() || end != null && !now.isBefore(end) || enough();
            if (over && memory.empty() || now.isAfter(giveUp)) {
                return;
            }
            if (!over) {
                punch(first, now);
            }
            boolean done = step(now);
            if (!done) {
                Thread.sleep(plan.retry());
            } else if (memory.empty()) {
                nap(first, over);
            }
        }
    }

    private boolean enough() {
        return plan.count() != null && made >= plan.count();
    }

    private void fillBacklog(LocalDateTime now) {
        for (long left = plan.backlog(); left > 0; left--) {
            memory.add(maker.punch(PunchMaker.backlog(now, left)));
        }
        counters.made.add(plan.backlog());
    }

    /// Makes every punch that is due.
    private void punch(Instant first, Instant now) {
        while (!enough() && plan.rate() > 0 && !first.plus(interval(made)).isAfter(now)) {
            memory.add(maker.punch(local(now)));
            counters.made.increment();
            made++;
        }
    }

    private Duration interval(double punches) {
        return plan.rate() > 0 ? Duration.ofNanos((long) (punches / plan.rate() * 1e9)) : Duration.ZERO;
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, plan.zone());
    }

    private void nap(Instant first, boolean over) throws InterruptedException {
        Instant next = over || plan.rate() <= 0 ? nextPoll : first.plus(interval(made));
        Duration nap = Duration.between(clock.instant(), next.isBefore(nextPoll) ? next : nextPoll);
        if (nap.isPositive()) {
            Thread.sleep(nap.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : nap);
        }
    }

    /// The next thing to do.
    ///
    /// @return false when it failed and needs a pause
    private boolean step(Instant now) throws InterruptedException {
        try {
            if (!known) {
                return introduce();
            }
            if (!memory.empty()) {
                return upload();
            }
            if (!now.isBefore(nextPoll)) {
                return poll("");
            }
            return true;
        } catch (IOException e) {
            counters.unanswered.increment();
            return false;
        }
    }

    private boolean introduce() throws IOException, InterruptedException {
        Answer options = caller.get("/iclock/cdata?SN=" + serial
                + "&options=all&language=69&pushver=2.4.1&DeviceType=att&PushOptionsFlag=1");
        if (options.status() != 200 || !options.body().startsWith("GET OPTION")) {
            counters.refused.increment();
            return false;
        }
        Matcher found = DELAY.matcher(options.body());
        delay = found.find() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : USUAL_DELAY;
        known = true;
        confirmed();
        return counted(caller.post("/iclock/cdata?SN=" + serial + "&table=options", orders.options(), null))
                && poll("&INFO=" + orders.info());
    }

    private boolean upload() throws IOException, InterruptedException {
        List<String> batch = memory.oldest(BATCH);
        Fault fault = plan.faults().draw(random);
        counters.sent.add(batch.size());
        counters.resent.add(memory.sending(batch.size()));
        if (!send(batch, fault)) {
            return false;
        }
        memory.acknowledged(batch.size());
        counters.acknowledged.add(batch.size());
        if (ledger != null) {
            ledger.acknowledged(serial, batch);
        }
        confirmed();
        if (random.nextDouble() < plan.resend()) {
            counters.sent.add(batch.size());
            counters.resent.add(batch.size());
            return send(batch, null);
        }
        return true;
    }

    private boolean send(List<String> batch, Fault fault) throws IOException, InterruptedException {
        String body = String.join("\n", batch) + "\n";
        if (fault == Fault.GARBAGE) {
            body = "no punch at all " + random.nextInt(1000) + "\n" + body;
        }
        return counted(caller.post("/iclock/cdata?SN=" + serial + "&table=ATTLOG&Stamp=9999", body, fault));
    }

    private boolean poll(String info) throws IOException, InterruptedException {
        Answer answer = caller.get("/iclock/getrequest?SN=" + serial + info);
        nextPoll = clock.instant().plus(delay);
        if (answer.status() != 200) {
            counters.refused.increment();
            return false;
        }
        confirmed();
        for (Orders.Order order : Orders.read(answer.body())) {
            counters.commands.increment();
            if (!counted(caller.post("/iclock/devicecmd?SN=" + serial, orders.obey(order), null))) {
                return false;
            }
            known &= !order.restarts();
        }
        return true;
    }

    private boolean counted(Answer answer) {
        if (!answer.ok()) {
            counters.refused.increment();
        }
        return answer.ok();
    }

    /// Something worked: the patience begins anew.
    private void confirmed() {
        giveUp = clock.instant().plus(plan.patience());
    }
}
