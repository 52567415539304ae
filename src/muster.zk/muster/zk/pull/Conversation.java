// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.zk.pull.ProtocolException.Kind;

/// Questions to a terminal and its answers. One thread takes all that comes and gives each packet to whom it
/// belongs: a live event, acknowledged at once, to the queue; an answer to the one request that waits for it; the
/// late answer to a request given up to nobody (zk-pull.md sections 1.3 and 2.2).
///
/// One request at a time: the callers take turns, see [PullSession].
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final int TRIES = 4;

    private final Link link;
    private final PullTimes times;
    private final boolean lenient;
    private final PullTally tally;
    private final LiveQueue events;
    private final Failures failures;
    private final Thread reader;
    private final ReplyIds replyIds = new ReplyIds();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int session;
    private volatile boolean entered;
    private Mailbox pending;
    private boolean closing;
    private ProtocolException ended;

    Conversation(Link link, PullSettings settings, PullTally tally, LiveQueue events) {
        this.link = link;
        this.times = settings.times();
        this.lenient = settings.quirks().lenientReplyId();
        this.tally = tally;
        this.events = events;
        this.failures = new Failures("The terminal at " + settings.address());
        this.reader = Thread.ofVirtual().name("zk-pull reader of " + settings.address()).start(this::read);
    }

    /// How it is named in messages.
    String terminal() {
        return failures.terminal();
    }

    boolean losesPackets() {
        return link.losesPackets();
    }

    /// The terminal has opened a session: what every packet from now on carries.
    void enter(int number) {
        session = number;
        entered = true;
    }

    /// Tells the terminal that we leave, if it knows us at all.
    void exit() {
        if (entered) {
            tidy(Commands.CMD_EXIT);
        }
    }

    /// Sends a request and waits for the first packet of its answer, whatever it says. Where packets can be
    /// lost, a request that may be repeated is.
    ///
    /// @throws ProtocolException [Kind#TIMEOUT], or why the conversation ended
    Request open(int command, byte[] data, Duration limit) throws ProtocolException, InterruptedException {
        return open(command, data, limit, System.nanoTime() + limit.toNanos(), false);
    }

    /// The same for answers that may be large: a packet that has begun to come is waited for as long as its
    /// bytes come.
    ///
    /// @param deadline when to give up all the same, by [System#nanoTime()]
    Request open(int command, byte[] data, Duration silence, long deadline)
            throws ProtocolException, InterruptedException {
        return open(command, data, silence, deadline, false);
    }

    private Request open(int command, byte[] data, Duration limit, long deadline, boolean last)
            throws ProtocolException, InterruptedException {
        int tries = link.losesPackets() && Commands.repeatable(command) ? TRIES : 1;
        for (int i = 0; i < tries; i++) {
            if (i > 0) {
                tally.repeated.increment();
            }
            Mailbox mailbox = expect(last);
            Packet first = null;
            try {
                send(new Packet(command, session, mailbox.replyId(), data));
                first = await(mailbox, limit.dividedBy(tries), deadline);
            } finally {
                if (first == null) {
                    settle(mailbox);
                }
            }
            if (first != null) {
                return new Request(this, mailbox, first);
            }
        }
        throw failures.timeout(command, limit);
    }

    /// The next packet; null when none came, nor bytes of one that has begun.
    Packet await(Mailbox mailbox, Duration silence, long deadline) throws ProtocolException, InterruptedException {
        long wait = silence.toNanos();
        while (true) {
            long left = Math.max(0, Math.min(wait, deadline - System.nanoTime()));
            Packet packet = mailbox.take(Duration.ofNanos(left));
            long idle = link.idle();
            if (packet != null || left < wait || idle >= silence.toNanos()) {
                return packet;
            }
            wait = silence.toNanos() - idle;
        }
    }

    /// The first packet of the answer, whatever it says.
    Packet ask(int command, byte[] data) throws ProtocolException, InterruptedException {
        return ask(command, data, times.command());
    }

    Packet ask(int command, byte[] data, Duration limit) throws ProtocolException, InterruptedException {
        try (Request request = open(command, data, limit)) {
            return request.first();
        }
    }

    /// Has something done, and gives the data of the answer.
    ///
    /// @throws ProtocolException also when the terminal declines
    byte[] order(int command, byte... data) throws ProtocolException, InterruptedException {
        return granted(command, ask(command, data)).data();
    }

    /// The packet, if it says that the request was granted.
    ///
    /// @throws ProtocolException [Kind#UNAUTHORISED], with which the conversation ends, [Kind#UNSUPPORTED],
    ///     [Kind#REFUSED]
    Packet granted(int command, Packet reply) throws ProtocolException {
        if (reply.command() == Replies.CMD_ACK_OK || Replies.brings(reply.command())) {
            return reply;
        }
        throw refusal(command, reply.command());
    }

    ProtocolException refusal(int command, int code) {
        return switch (code) {
            case Replies.CMD_ACK_UNAUTH -> {
                ProtocolException forgotten = failures.forgotten();
                end(forgotten);
                yield forgotten;
            }
            case Replies.CMD_ACK_UNKNOWN -> failures.unknown(command);
            default -> failures.declined(command, code);
        };
    }

    /// Has something done that must be tried even when all else fails: also while closing, also when
    /// interrupted, and with little patience. The interrupt is kept.
    ///
    /// @return whether the terminal said yes
    boolean tidy(int command, byte... data) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + times.exit().toNanos();
        try (Request request = open(command, data, times.exit(), deadline, true)) {
            return request.first().command() == Replies.CMD_ACK_OK;
        } catch (InterruptedException stop) {
            interrupted = true;
            return false;
        } catch (ProtocolException failure) {
            LOG.log(Level.DEBUG, "{0}: {1}", terminal(), failure.getMessage());
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Mailbox expect(boolean last) throws ProtocolException {
        if (ended != null) {
            throw ended;
        }
        if (closing && !last) {
            throw failures.closed();
        }
        if (pending != null) {
            pending.settle();
        }
        pending = new Mailbox(replyIds.next());
        return pending;
    }

    /// The answer is complete, or no longer wanted.
    synchronized void settle(Mailbox mailbox) {
        mailbox.settle();
        if (pending == mailbox) {
            pending = null;
        }
    }

    private void send(Packet packet) throws ProtocolException, InterruptedException {
        try {
            link.send(packet);
            tally.sent.increment();
        } catch (IOException failure) {
            end(failures.cut(failure));
            throw ended();
        }
    }

    private void read() {
        try {
            while (true) {
                route(link.receive());
            }
        } catch (ProtocolException broken) {
            end(broken.at(terminal()));
        } catch (IOException failure) {
            end(failures.cut(failure));
        } catch (InterruptedException stop) {
            end(failures.closed());
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, terminal() + ": the connection failed here and was closed.", failure);
            end(failures.broken());
        }
    }

    private void route(Packet packet) throws IOException, InterruptedException {
        tally.received.increment();
        if (packet.offByOneLow()) {
            tally.offByOne.increment();
        }
        if (packet.command() == Commands.CMD_REG_EVENT) {
            link.send(new Packet(Replies.CMD_ACK_OK, session, 0));
            tally.sent.increment();
            events.offer(packet);
            return;
        }
        Mailbox mailbox = awaited(packet);
        if (mailbox == null) {
            tally.late.increment();
        } else {
            mailbox.put(packet);
        }
    }

    private synchronized Mailbox awaited(Packet packet) {
        boolean wanted = pending != null && (lenient || packet.replyId() == pending.replyId());
        return wanted ? pending : null;
    }

    /// From now on only last words are sent; whoever waits for an answer gets [Kind#CLOSED].
    synchronized void startClosing() {
        closing = true;
        if (pending != null) {
            pending.fail(failures.closed());
        }
    }

    /// Ends it, for the reason given or an earlier one.
    void end(ProtocolException why) {
        synchronized (this) {
            if (ended == null) {
                ended = closing ? failures.closed() : why;
            }
            if (pending != null) {
                pending.fail(ended);
            }
        }
        link.close();
        events.end();
        over.countDown();
    }

    /// Ends it from this side, and waits for the reader to stop.
    void close(Duration limit) throws InterruptedException {
        end(failures.closed());
        reader.join(limit);
    }

    /// Why it ended; null while it lasts.
    synchronized ProtocolException ended() {
        return ended;
    }

    /// Waits until it ends.
    ///
    /// @return whether it did in this time
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
