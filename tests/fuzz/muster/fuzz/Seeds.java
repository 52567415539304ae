// SPDX-License-Identifier: Apache-2.0
package muster.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import muster.zk.pull.AttendanceLayout;
import muster.zk.pull.LiveEvent;
import muster.zk.pull.Packet;
import muster.zk.pull.TerminalText;
import muster.zk.pull.UserLayout;
import muster.zk.pull.UserRecord;

/// Makes the first inputs: of the recorded requests, and of tables as terminals have them.
public final class Seeds {

    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 20, 8, 0, 5);
    private static final List<String> LAYOUTS =
            List.of("8", "8-ma300", "16", "16-state-first", "22", "40", "49", "256");

    private final Path into;
    private int made;

    private Seeds(Path into) {
        this.into = into;
    }

    /// @param args the folder of recorded requests, and the folder to write into, and
    ///     configurations
    public static void main(String... args) throws IOException {
        Seeds seeds = new Seeds(Path.of(args[1]));
        try (Stream<Path> samples = Files.list(Path.of(args[0]))) {
            for (Path sample : samples.filter(file -> file.toString().endsWith(".req")).sorted().toList()) {
                seeds.ofRequest(Files.readAllBytes(sample));
            }
        }
        for (int i = 2; i < args.length; i++) {
            seeds.write("Toml", Files.readAllBytes(Path.of(args[i])));
        }
        seeds.ofTables();
    }

    private void ofRequest(byte[] request) throws IOException {
        write("Requests", request);
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(request, end + 4, request.length);
        if (body.length > 0) {
            write("AttLogs", body);
            write("Uploads", body);
            for (int table = 0; table < 13; table++) {
                write("OperLogs", behind(body, table));
            }
            for (int what : new int[] {0, 2, 3, 5}) {
                write("DeviceWords", behind(body, what));
            }
            write("DeviceWords", behind(body, 7, 0));
        }
        int query = text.indexOf('?');
        int blank = text.indexOf(' ', Math.max(query, 0));
        if (query >= 0 && blank > query) {
            write("DeviceWords", behind(text.substring(query + 1, blank).getBytes(StandardCharsets.ISO_8859_1), 4));
        }
    }

    private void ofTables() throws IOException {
        for (String name : LAYOUTS) {
            AttendanceLayout layout = AttendanceLayout.named(name).orElseThrow();
            byte[] table = new byte[4 + 3 * layout.stride()];
            for (int i = 0; i < 3; i++) {
                byte[] record = layout.write(i + 1, "" + (i + 1), MORNING.plusMinutes(i), 1, 0, 0);
                System.arraycopy(record, 0, table, 4 + i * layout.stride(), record.length);
                write("Tables", behind(record, 9, LAYOUTS.indexOf(name)));
            }
            table[0] = (byte) (table.length - 4);
            table[1] = (byte) (table.length - 4 >> 8);
            write("Tables", behind(table, 0));
            write("Tables", behind(table, 1, LAYOUTS.indexOf(name), 3, 3, 1));
            byte[] told = Arrays.copyOfRange(table, 0, 4);
            byte[] stream = join(new Packet(1500, 7, 1, told).frame(), new Packet(1501, 7, 1, table).frame());
            write("Frames", behind(stream, 0));
            write("Frames", behind(stream, 3));
            write("Tables", behind(new Packet(1501, 7, 1, table).datagram(), 11));
        }
        write("Tables", behind(LiveEvent.punch("4711", MORNING, 1, 0).data(), 5));
        for (UserLayout layout : UserLayout.values()) {
            byte[] user = UserRecord.blank(layout, TerminalText.UTF_8).withUid(3).raw();
            write("Tables", behind(user, 10, layout.ordinal()));
            byte[] table = join(new byte[] {(byte) user.length, 0, 0, 0}, user);
            write("Tables", behind(table, 2));
            write("Tables", behind(table, 3, 1));
        }
        write("Tables", behind(new byte[92], 7));
        write("Tables", behind("~SerialNumber=TSTATT000001\0".getBytes(StandardCharsets.US_ASCII), 8));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] behind(byte[] bytes, int... choices) {
        byte[] chosen = new byte[choices.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (byte) choices[i];
        }
        return join(chosen, bytes);
    }

    private void write(String target, byte[] input) throws IOException {
        Path folder = Files.createDirectories(into.resolve(target));
        Files.write(folder.resolve("%04d".formatted(made++)), input);
    }
}
