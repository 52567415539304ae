// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import muster.zk.pull.ProtocolException.Kind;

/// The small questions and orders of a session, one or two packets each (zk-pull.md sections 4, 5 and 9).
final class Orders {

    private static final int LAST_UID = 65_535;

    private final Conversation conversation;
    private final PullSettings settings;
    private final InstantSource time;
    private final Tables tables;

    Orders(Conversation conversation, PullSettings settings, InstantSource time, Tables tables) {
        this.conversation = conversation;
        this.settings = settings;
        this.time = time;
        this.tables = tables;
    }

    String firmware() throws ProtocolException, InterruptedException {
        Packet reply = conversation.ask(Commands.CMD_GET_VERSION, new byte[0]);
        if (Replies.declines(reply.command())) {
            return "";
        }
        byte[] text = conversation.granted(Commands.CMD_GET_VERSION, reply).data();
        return text().decode(text, 0, text.length).strip();
    }

    private TerminalText text() {
        return settings.quirks().text();
    }

    Optional<String> option(String name) throws ProtocolException, InterruptedException {
        Packet reply = conversation.ask(Commands.CMD_OPTIONS_RRQ, line(checkedName(name)));
        if (Replies.declines(reply.command())) {
            return Optional.empty();
        }
        byte[] data = conversation.granted(Commands.CMD_OPTIONS_RRQ, reply).data();
        return OptionReply.read(data, text()).available();
    }

    Void setOption(String name, String value) throws ProtocolException, InterruptedException {
        conversation.order(Commands.CMD_OPTIONS_WRQ, line(checkedName(name) + "=" + checked(value)));
        conversation.order(Commands.CMD_REFRESHOPTION);
        return null;
    }

    private byte[] line(String text) {
        return (text + "\0").getBytes(text().charset());
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("that is no name of an option: " + name);
        }
        return checked(name);
    }

    private static String checked(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an option has no control characters in it");
        }
        return text;
    }

    TerminalIdentity identity() throws ProtocolException, InterruptedException {
        return new TerminalIdentity(
                option("~SerialNumber").orElse(""),
                option("~DeviceName").orElse(""),
                option("~Platform").orElse(""),
                option("~OEMVendor").orElse(""),
                option("MAC").orElse(""),
                firmware());
    }

    ClockReading time() throws ProtocolException, InterruptedException {
        try (Request request =
                conversation.open(Commands.CMD_GET_TIME, new byte[0], settings.times().command())) {
            byte[] data = conversation.granted(Commands.CMD_GET_TIME, request.first()).data();
            long half = request.roundTrip() / 2;
            Instant middle = time.instant().minusNanos(request.age() + half);
            Optional<LocalDateTime> shown =
                    data.length < 4 ? Optional.empty() : WireTime.ofPacked(LittleEndian.i32(data, 0));
            return shown.map(local -> new ClockReading(local, middle, Duration.ofNanos(half)))
                    .orElseThrow(() -> new ProtocolException(
                            Kind.MALFORMED,
                            conversation.terminal() + " shows a time that does not exist.",
                            "Set its clock."));
        }
    }

    Void setTime(LocalDateTime local) throws ProtocolException, InterruptedException {
        conversation.order(Commands.CMD_SET_TIME, LittleEndian.u32(WireTime.packed(local)));
        conversation.order(Commands.CMD_REFRESHDATA);
        return null;
    }

    Void writeUser(UserRecord user) throws ProtocolException, InterruptedException {
        if (!UserTable.isUser(user) || user.uid() == 0) {
            throw new ProtocolException(
                    Kind.UNWRITABLE,
                    conversation.terminal() + " has no place for a user in slot " + user.uid() + ".",
                    "Nothing was written. Choose a slot from 1 to 65535 that is free.");
        }
        tables.checkLayout(user);
        conversation.order(Commands.CMD_USER_WRQ, user.raw());
        conversation.order(Commands.CMD_REFRESHDATA);
        return null;
    }

    boolean deleteUser(int uid) throws ProtocolException, InterruptedException {
        if (uid < 1 || uid > LAST_UID) {
            throw new IllegalArgumentException("a user's slot is 1 to 65535, not " + uid);
        }
        conversation.order(Commands.CMD_DELETE_USER, LittleEndian.u16(uid));
        conversation.order(Commands.CMD_REFRESHDATA);
        return tables.users().user(uid).isEmpty();
    }

    Void unlock(Duration open) throws ProtocolException, InterruptedException {
        long count = settings.quirks().unlockUnit().count(open);
        conversation.order(Commands.CMD_UNLOCK, LittleEndian.u32(count));
        return null;
    }

    /// Some terminals answer, some are gone before they do (section 9).
    Void restart() throws ProtocolException, InterruptedException {
        try {
            conversation.granted(
                    Commands.CMD_RESTART,
                    conversation.ask(Commands.CMD_RESTART, new byte[0], settings.times().exit()));
        } catch (ProtocolException failure) {
            if (failure.kind() != Kind.TIMEOUT && failure.kind() != Kind.CUT) {
                throw failure;
            }
        }
        conversation.end(new ProtocolException(
                Kind.CUT, conversation.terminal() + " is restarting.", "Connect again in half a minute."));
        return null;
    }
}
