// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.app.simulate.device.Counters.Count;

/// What one client and the terminal have to say to each other: the session, and what is answered to each
/// request (zk-pull.md sections 3 and 4). Requests are for one thread; the session may end, and events may be
/// made, from any.
final class Dialogue {

    private static final int NEW_FIRMWARE = 6001;

    private final Device device;
    private final Manners.Welcome welcome;
    private final int session;
    private final Reading reading;
    private final Commands commands;
    private volatile boolean open;
    private volatile boolean authorised;
    private volatile long mask;

    /// @param session its number, 1 to 65534
    Dialogue(Device device, Manners.Welcome welcome, Mischief mischief, Reach reach, int session) {
        this.device = device;
        this.welcome = welcome;
        this.session = session;
        this.reading = new Reading(device, mischief, reach);
        this.commands = new Commands(device, mischief);
    }

    /// The session's number.
    int session() {
        return session;
    }

    /// Whether the client has connected; it may still owe the key.
    boolean open() {
        return open;
    }

    /// Whether the client is to be told of punches now.
    boolean listening() {
        return open && authorised && mask != 0 && device.enabled();
    }

    /// What is sent upon a request.
    Answer answer(Packet request) {
        if (request.command() == Code.CMD_CONNECT) {
            return connect(request);
        }
        if (!open || request.session() != session) {
            device.counters().count(Count.OUTSIDE);
            return plain(request, Code.CMD_ACK_UNAUTH);
        }
        if (request.command() == Code.CMD_AUTH) {
            return authorise(request);
        }
        if (request.command() == Code.CMD_EXIT) {
            leave();
            return plain(request, Code.CMD_ACK_OK);
        }
        if (!authorised) {
            device.counters().count(Count.OUTSIDE);
            return plain(request, Code.CMD_ACK_UNAUTH);
        }
        return known(request);
    }

    private Answer connect(Packet request) {
        switch (welcome) {
            case NEW_FIRMWARE -> {
                return plain(request, NEW_FIRMWARE);
            }
            case ERROR, C3 -> {
                return plain(request, Code.CMD_ACK_ERROR);
            }
            case CLASSIC -> {
                if (!open) {
                    device.counters().count(Count.SESSIONS);
                }
                open = true;
                authorised = device.identity().key() == 0;
                return plain(request, authorised ? Code.CMD_ACK_OK : Code.CMD_ACK_UNAUTH);
            }
        }
        throw new AssertionError(welcome);
    }

    private Answer authorise(Packet request) {
        long key = device.identity().key();
        authorised = key == 0 || CommKey.fits(request.data(), key, session);
        if (!authorised) {
            device.counters().count(Count.WRONG_KEYS);
        }
        return plain(request, authorised ? Code.CMD_ACK_OK : Code.CMD_ACK_UNAUTH);
    }

    private Answer known(Packet request) {
        byte[] data = request.data();
        switch (request.command()) {
            case Code.CMD_REG_EVENT -> mask = Packet.number(data, 0, 4);
            case Code.CMD_FREE_DATA -> reading.free();
            case Code.CMD_PREPARE_BUFFER -> {
                return reading.prepare(request, session);
            }
            case Code.CMD_READ_BUFFER -> {
                return reading.chunk(request, session);
            }
            case Code.CMD_USERTEMP_RRQ, Code.CMD_ATTLOG_RRQ, Code.CMD_OPLOG_RRQ -> {
                return reading.legacy(request, session);
            }
            case Code.CMD_ENABLEDEVICE -> device.enable();
            case Code.CMD_DISABLEDEVICE -> device.disable(Duration.ofSeconds(Packet.number(data, 0, 4)));
            case Code.CMD_RESTART, Code.CMD_POWEROFF -> {
                device.enable();
                return plain(request, Code.CMD_ACK_OK).leaving();
            }
            default -> {
                return Answer.of(commands.answer(request, session));
            }
        }
        return plain(request, Code.CMD_ACK_OK);
    }

    private Answer plain(Packet request, int code) {
        return Answer.of(new Packet(code, session, request.reply(), new byte[0]));
    }

    /// The client says goodbye, which also lets people punch again.
    private void leave() {
        end();
        device.enable();
    }

    private void end() {
        if (!device.enabled()) {
            device.counters().count(Count.LEFT_DISABLED);
        }
        forget();
    }

    /// The client is gone without a word; if it disabled the terminal, that is how it stays.
    void lost() {
        if (open) {
            device.counters().count(Count.LEFT_OPEN);
            end();
        }
    }

    /// The terminal ended the session, whatever the client wanted.
    void forget() {
        open = false;
        authorised = false;
        mask = 0;
        reading.free();
    }

    /// The events a record causes for this client; none when it does not listen.
    List<Packet> events(LogRecord record) {
        if (!listening()) {
            return List.of();
        }
        List<Packet> events = new ArrayList<>();
        long card = device.user(record.uid()).map(User::card).orElse(0L);
        if ((mask & Code.EF_HIDNUM) != 0 && card != 0) {
            events.add(Events.card(card));
        }
        if ((mask & Code.EF_ATTLOG) != 0) {
            events.add(Events.attendance(record, device.dialect().eventSize()));
        }
        return events;
    }

    /// No more events, though the client did not ask for that.
    void stopListening() {
        mask = 0;
    }
}
