// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.app.simulate.device.Counters.Count;

/// One client of a terminal, from its first packet to its last: takes its requests, answers them with what
/// may go wrong with an answer, and tells it of punches. Requests are for one thread, punches come from any.
final class Client {

    private static final int REPEATS = 2;

    private final DeviceServer server;
    private final Device device;
    private final Manners manners;
    private final Mischief mischief;
    private final InstantSource clock;
    private final Line line;
    private final Dialogue dialogue;
    private final Awaited awaited = new Awaited();
    private volatile boolean dropped;
    private volatile Instant heard;

    Client(DeviceServer server, Device device, Manners manners, Mischief mischief, InstantSource clock, Line line,
            int session) {
        this.server = server;
        this.device = device;
        this.manners = manners;
        this.mischief = mischief;
        this.clock = clock;
        this.line = line;
        this.dialogue = new Dialogue(device, manners.welcome(), mischief, line.reach(), session);
        this.heard = clock.instant();
    }

    /// Whether it has a session.
    boolean open() {
        return dialogue.open();
    }

    /// Whether it has sent nothing since a moment, and may be gone without anybody's notice.
    boolean silent(Instant since) {
        return !line.noticesEnd() && heard.isBefore(since);
    }

    /// Takes what it sent: a packet without what TCP puts before it.
    ///
    /// @throws IOException if it cannot be answered any more
    void receive(byte[] datagram) throws IOException, InterruptedException {
        heard = clock.instant();
        if (datagram.length < Packet.HEADER) {
            device.counters().count(Count.BAD_FRAMES);
        } else if (!Packet.intact(datagram)) {
            device.counters().count(Count.WRONG_CHECKSUMS);
        } else {
            Packet packet = Packet.read(datagram);
            if (packet.command() == Code.CMD_ACK_OK) {
                acknowledged(packet);
            } else {
                serve(packet);
            }
        }
    }

    private void acknowledged(Packet packet) {
        boolean right = packet.session() == dialogue.session() && packet.reply() == 0 && packet.data().length == 0;
        boolean wanted = awaited.acknowledge();
        device.counters().count(right && wanted ? Count.ACKNOWLEDGED : Count.ODD_ACKNOWLEDGEMENTS);
    }

    private void serve(Packet request) throws IOException, InterruptedException {
        device.counters().count(Count.REQUESTS);
        if (mischief.strikes(Fault.AWAY)) {
            server.leave();
            return;
        }
        if (request.command() == Code.CMD_CONNECT && !dialogue.open() && !admitted(request)) {
            return;
        }
        Answer answer = dialogue.answer(request);
        if (!dialogue.open()) {
            server.seats().leave(this);
        }
        if (!mischief.strikes(Fault.SILENCE)) {
            if (mischief.strikes(Fault.LATE)) {
                Thread.sleep(manners.late());
            }
            send(answer.packets());
        }
        if (answer.leaves()) {
            server.leave();
        }
    }

    private boolean admitted(Packet request) throws IOException, InterruptedException {
        if (server.seats().admit(this)) {
            return true;
        }
        if (manners.second() == Manners.SecondClient.REFUSE) {
            line.refuse(new Packet(Code.CMD_ACK_ERROR, 0, request.reply(), new byte[0]).datagram());
        }
        return false;
    }

    private void send(List<Packet> answer) throws IOException, InterruptedException {
        List<Packet> packets = new ArrayList<>(answer);
        if (packets.getFirst().command() == Code.CMD_PREPARE_DATA && mischief.strikes(Fault.DUPLICATE_1500)) {
            packets.addFirst(packets.getFirst());
        }
        if (dialogue.listening() && mischief.strikes(Fault.EVENT)) {
            int at = packets.size() == 1 ? 0 : 1 + mischief.below(packets.size() - 1);
            packets.addAll(at, somebodyPunches());
        }
        boolean joined = mischief.strikes(Fault.COALESCE);
        if (joined) {
            packets.addAll(somebodyPunches());
        }
        if (mischief.strikes(Fault.RESET)) {
            int last = mischief.below(packets.size());
            transmit(packets.subList(0, last), joined);
            line.breakOff(datagram(packets.get(last)));
            drop();
        } else {
            transmit(packets, joined);
        }
    }

    private List<Packet> somebodyPunches() throws InterruptedException {
        return dialogue.listening() ? server.punch(this).map(this::events).orElse(List.of()) : List.of();
    }

    /// Tells it of punches, if it wants to know.
    ///
    /// @param joined whether all are to come at once
    void announce(List<LogRecord> punches, boolean joined) throws InterruptedException {
        List<Packet> events = punches.stream().flatMap(punch -> events(punch).stream()).toList();
        try {
            transmit(events, joined);
        } catch (IOException e) {
            // who reads from this client notices as well, and ends it
        }
    }

    private List<Packet> events(LogRecord punch) {
        if (manners.unacknowledged() == Manners.Unacknowledged.STOP
                && awaited.before(clock.instant().minus(manners.patience()))) {
            dialogue.stopListening();
        }
        List<Packet> events = dialogue.events(punch);
        for (Packet event : events) {
            device.counters().count(Count.EVENTS);
            Awaited.Sent sent = awaited.add(event, clock.instant());
            if (manners.unacknowledged() == Manners.Unacknowledged.REPEAT) {
                Thread.ofVirtual().name(device.serial() + " repeats").start(() -> repeat(sent));
            }
        }
        return events;
    }

    private void repeat(Awaited.Sent event) {
        try {
            for (int i = 0; i < REPEATS; i++) {
                Thread.sleep(manners.patience());
                if (dialogue.listening() && awaited.contains(event)) {
                    device.counters().count(Count.EVENTS);
                    transmit(List.of(event.packet()), false);
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client is gone
        }
    }

    private void transmit(List<Packet> packets, boolean joined) throws IOException, InterruptedException {
        if (!packets.isEmpty()) {
            line.send(packets.stream().map(this::datagram).toList(), joined);
        }
    }

    private byte[] datagram(Packet packet) {
        byte[] bytes = packet.datagram();
        int wrong = mischief.strikes(Fault.WRONG_CHECKSUM_LOW)
                ? -1
                : mischief.strikes(Fault.WRONG_CHECKSUM) ? 2 + mischief.below(60_000) : 0;
        int checksum = (int) Packet.number(bytes, 2, 2) + wrong;
        bytes[2] = (byte) checksum;
        bytes[3] = (byte) (checksum >>> 8);
        return bytes;
    }

    /// The terminal has enough of it.
    void drop() {
        dropped = true;
        dialogue.forget();
        server.seats().leave(this);
        line.hangUp();
    }

    /// Its connection has ended.
    void lost() {
        server.seats().leave(this);
        if (!dropped) {
            dialogue.lost();
        }
    }
}
