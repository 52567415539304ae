// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;
import java.util.OptionalLong;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// Whatever a terminal's packets hold: the first byte chooses what is read from them, the others are the data. A value
/// or a [ProtocolException], never more than came, and a record is written as it was read.
public final class TablesFuzz {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 9, 0);
    private static final String[] LAYOUTS = {"8", "8-ma300", "16", "16-state-first", "22", "40", "49", "256"};

    private TablesFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int what = input.next() % 12;
        try {
            switch (what) {
                case 0 -> attendance(input.rest(), LayoutHints.none(NOW));
                case 1 -> attendance(input, input.one(LAYOUTS));
                case 2 -> users(input.rest(), OptionalLong.empty());
                case 3 -> users(input, OptionalLong.of(input.next()));
                case 4 -> operations(input.rest());
                case 5 -> LiveEvent.read(1, input.rest()).forEach(TablesFuzz::shown);
                case 6 -> LiveEvent.read(1 << input.next() % 12, input.rest()).forEach(TablesFuzz::shown);
                case 7 -> sizes(input.rest());
                case 8 -> option(input.rest());
                case 9 -> record(input.one(LAYOUTS), input.rest());
                case 10 -> user(input.one(UserLayout.values()), input.rest());
                default -> packet(input.rest());
            }
        } catch (ProtocolException expected) {
            Claim.told(expected);
            Claim.that(!expected.advice().isBlank(), "no advice");
        }
    }

    private static void attendance(byte[] data, LayoutHints hints) throws ProtocolException {
        AttendanceTable table = AttendanceTable.read(data, hints);
        long taken = table.stream().mapToLong(record -> record.raw().length).sum();
        Claim.that(taken <= data.length, "more than came");
        table.forEach(record -> Claim.that(!record.toString().isEmpty(), "nothing to show"));
    }

    private static void attendance(Input input, String layout) throws ProtocolException {
        OptionalLong before = OptionalLong.of(input.next());
        OptionalLong after = OptionalLong.of(input.next());
        AttendanceLayout given = input.next() % 2 == 0 ? null : AttendanceLayout.named(layout).orElseThrow();
        attendance(input.rest(), new LayoutHints(before, after, given, input.chance(2) == 0, NOW));
    }

    private static void users(Input input, OptionalLong count) throws ProtocolException {
        users(input.rest(), count);
    }

    private static void users(byte[] data, OptionalLong count) throws ProtocolException {
        UserTable table = UserTable.read(data, count, TerminalText.UTF_8);
        for (UserRecord user : table.users()) {
            Claim.that(table.user(user.uid()).isPresent() || table.templateSlots() > 0, "a user in no slot");
            Claim.that(table.user(user.userId()).isPresent(), "a user nobody finds");
            shown(user);
        }
        table.freeUid();
    }

    private static void operations(byte[] data) throws ProtocolException {
        Claim.that(OperationRecord.table(data).size() * OperationRecord.SIZE <= data.length, "more than came");
    }

    private static void shown(Object value) {
        Claim.that(!value.toString().isEmpty(), "nothing to show");
    }

    private static void sizes(byte[] data) {
        FreeSizes sizes = FreeSizes.read(data);
        sizes.users();
        sizes.records();
        sizes.faceCapacity();
        Claim.same(sizes, FreeSizes.read(sizes.data()), "sizes written and read again");
    }

    private static void option(byte[] data) {
        OptionReply reply = OptionReply.read(data, TerminalText.UTF_8);
        if (!reply.name().isEmpty() && !reply.value().startsWith("=") && reply.name().equals(reply.name().strip())) {
            OptionReply again = OptionReply.read(reply.data(TerminalText.UTF_8), TerminalText.UTF_8);
            Claim.same(reply.value(), again.value(), "an option written and read again");
        }
    }

    private static void record(String name, byte[] data) throws ProtocolException {
        AttendanceLayout layout = AttendanceLayout.named(name).orElseThrow();
        AttendanceRecord read = layout.read(data, 0);
        if (!read.valid()) {
            return;
        }
        long code = read.workCode().isEmpty() ? 0 : Long.parseLong(read.workCode());
        byte[] written;
        try {
            written = layout.write(read.uid(), read.userId(), read.time(), read.verify(), read.state(), code);
        } catch (IllegalArgumentException tooLong) {
            boolean ascii = read.userId().chars().allMatch(letter -> letter < 0x80);
            Claim.that(!ascii, "what was read is too long: " + tooLong.getMessage());
            return;
        }
        AttendanceRecord again = layout.read(written, 0);
        Claim.same(read.userId(), again.userId(), "user id");
        Claim.same(read.time(), again.time(), "time");
        Claim.same(read.uid(), again.uid(), "slot");
        Claim.same(read.workCode(), again.workCode(), "work code");
        Claim.same(read.verify() + " " + read.state(), again.verify() + " " + again.state(), "marks");
    }

    private static void user(UserLayout layout, byte[] data) throws ProtocolException {
        UserRecord user = UserRecord.read(data, 0, layout, TerminalText.UTF_8);
        Claim.same(user, user.withCard(user.card()).withGroup(user.group()).withPrivilege(user.privilege()), "fields");
        user.withName(user.name());
        Claim.that(user.password() != null && user.zones() != null && user.role() < 8, "fields");
    }

    private static void packet(byte[] data) throws ProtocolException {
        Packet packet = Packet.read(data);
        Claim.that(packet.data().length == data.length - Packet.HEADER, "length");
        TableKind.of(packet.data());
        WireTime.ofSix(packet.data(), 0).ifPresent(time -> Claim.same(
                time, WireTime.ofSix(WireTime.six(time), 0).orElseThrow(), "six bytes of time"));
    }
}
