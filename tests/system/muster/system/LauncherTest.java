// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line, and how the daemon begins and ends.
@Tag("quick")
class LauncherTest {

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void version_names_the_version_of_this_checkout() throws Exception {
        String version = Files.readString(Path.of("VERSION")).strip();
        assertTrue(Program.run("version").good().out().startsWith("muster " + version));
        assertTrue(Program.run("--version").good().out().startsWith("muster " + version));
    }

    @Test
    void every_command_has_a_help_page() throws Exception {
        Outcome all = Program.run("--help").good();
        assertTrue(all.out().startsWith("Usage: muster"), all.out());
        List<String> commands = commands(all.out());
        for (String command : commands) {
            Outcome help = Program.run(command, "--help").good();
            assertTrue(help.out().startsWith("Usage: muster " + command), help.out());
            assertEquals("", help.err(), command);
        }
        assertTrue(commands.containsAll(List.of("serve", "status", "punches", "terminals", "people", "quarantine", "config",
                "simulate", "import", "export", "backup", "version")), commands.toString());
    }

    /// The first words of the lines below "Commands:".
    private static List<String> commands(String help) {
        return help.lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.charAt(2) != ' ')
                .map(line -> line.strip().split("[ ,]")[0])
                .toList();
    }

    @Test
    void a_wrong_command_line_is_told_in_a_sentence() throws Exception {
        for (String line : List.of("punchs", "", "serve --dta x", "terminals aprove X", "punches --limit x")) {
            Outcome wrong = Program.run(line.isEmpty() ? new String[0] : line.split(" "));
            assertEquals(64, wrong.code(), line);
            assertEquals("", wrong.out(), line);
            assertTrue(wrong.err().startsWith("muster: "), wrong.err());
            assertTrue(wrong.err().contains("--help"), wrong.err());
            assertTrue(!wrong.err().contains("\tat "), wrong.err());
        }
        assertTrue(Program.run("punchs").err().contains("punches"), "the nearest command is suggested");
    }

    @Test
    void the_daemon_prints_one_line_and_ends_well_when_asked() throws Exception {
        try (Muster muster = Muster.start(data())) {
            assertEquals(200, muster.ask("GET", "/readyz", null).statusCode());
            assertEquals(0, muster.stop(), muster.log());
            assertEquals(1, muster.output().lines().count(), muster.output());
        }
    }

    @Test
    void the_keyboard_ends_it_as_well() throws Exception {
        ProcessBuilder builder = Program.serve(data());
        // whoever runs the tests in the background has it ignored, which would be inherited
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        try (Muster muster = Muster.start(builder, data())) {
            muster.signal("INT");
            assertEquals(0, muster.ended(), muster.log());
        }
    }

    @Test
    void it_ends_within_five_seconds_whoever_still_holds_on() throws Exception {
        try (Muster muster = Muster.accepting(data());
                Follower screen = Follower.open(muster, "/devices/events");
                Follower other = Follower.open(muster, "/api/stream");
                Raw half = new Raw(muster.terminals());
                Raw body = new Raw(muster.terminals());
                Raw idle = new Raw(muster.terminals());
                Raw operator = new Raw(muster.api())) {
            half.send("POST /iclock/cdata?SN=TSTATT000001&tab");
            body.send("POST /iclock/cdata?SN=TSTATT000001&table=ATTLOG HTTP/1.1\r\nContent-Length: 100\r\n\r\n1001\t");
            operator.send("GET /api/pun");
            idle.send(Muster.request("GET", "/iclock/getrequest?SN=TSTATT000001", "").replace("close", "keep-alive"));
            assertEquals(200, idle.answer().status());

            long asked = System.nanoTime();
            assertEquals(0, muster.stop(), muster.log());
            assertTrue(System.nanoTime() - asked < 5_000_000_000L, "it took longer than 5 s");
            Await.until("both streams have ended", () -> screen.ended() && other.ended());
        }
    }

    @Test
    void a_second_daemon_on_the_same_data_is_refused() throws Exception {
        try (Muster muster = Muster.start(data())) {
            Outcome second = Program.run(Program.serve(data()));
            assertEquals(75, second.code(), second.err());
            assertEquals("", second.out());
            assertTrue(second.err().contains("in use by another muster (process " + muster.pid() + ")"), second.err());
            assertEquals(200, muster.ask("GET", "/readyz", null).statusCode());
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (Muster muster = Muster.start(data())) {
            String address = "127.0.0.1:" + muster.terminals().getPort();
            for (String door : List.of("--terminals", "--api")) {
                Outcome second = Program.run(Program.serve(folder.resolve("other"), door, address));
                assertEquals(69, second.code(), second.err());
                assertEquals("", second.out());
                assertTrue(second.err().contains(address), second.err());
            }
        }
    }

    @Test
    void every_mistake_of_a_configuration_is_told_at_once_and_with_its_place() throws Exception {
        Path file = folder.resolve("muster.toml");
        Files.writeString(file, """
                [api]
                listen = "127.0.0.1"
                streems = 10
                [push]
                unknown = "maybe"
                delay = 7
                """);
        for (List<String> command : List.of(List.of("serve"), List.of("config", "check"))) {
            ProcessBuilder builder = Program.command(command.toArray(String[]::new));
            builder.command().addAll(List.of("--config", file.toString()));
            Outcome wrong = Program.run(builder);
            assertEquals(78, wrong.code(), wrong.err());
            for (String place : List.of("2:1", "3:1", "5:1", "6:1")) {
                assertTrue(wrong.err().contains(file + ":" + place + ": "), place + " is missing in " + wrong.err());
            }
            assertTrue(wrong.err().contains("api.streams"), "the nearest setting is suggested: " + wrong.err());
            assertTrue(wrong.err().contains("hold"), "the allowed words are named: " + wrong.err());
        }
    }

    @Test
    void the_shipped_configuration_is_accepted_and_shows_the_defaults() throws Exception {
        String shipped = Program.IMAGE.resolve("conf/muster.toml").toString();
        assertEquals(0, Program.run("config", "show", "--config", shipped).code());
        assertTrue(Program.run("config", "show").good().out().contains("hold"));
    }

    @Test
    void an_api_that_others_can_reach_needs_a_key() throws Exception {
        Outcome open = Program.run(Program.serve(data(), "--api", "0.0.0.0:0"));
        assertEquals(78, open.code(), open.err());
        assertTrue(open.err().contains("api.key_file"), open.err());
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_named() throws Exception {
        Outcome nowhere = Program.run(Program.serve(Path.of("/proc/no-such-place/data")));
        assertTrue(List.of(73, 74).contains(nowhere.code()), nowhere.err());
        assertTrue(nowhere.err().contains("/proc/no-such-place/data"), nowhere.err());
        assertTrue(!nowhere.err().contains("\tat "), nowhere.err());
    }

    @Test
    void it_starts_through_a_link_from_anywhere_and_without_a_java_of_the_machine() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(bin.resolve(tool), tool(tool));
        }
        Path link = Files.createSymbolicLink(folder.resolve("link to muster"), Program.LAUNCHER);
        Path twice = Files.createSymbolicLink(folder.resolve("twice"), link.getFileName());
        Path there = Files.createDirectories(folder.resolve("a b"));

        ProcessBuilder builder = Program.serve(Path.of("state"));
        builder.command().set(0, twice.toString());
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", "/nonexistent");
        builder.directory(there.toFile());
        try (Muster muster = Muster.start(builder, there.resolve("state"))) {
            assertEquals(200, muster.ask("GET", "/healthz", null).statusCode());
            assertTrue(Files.exists(muster.journal()), "the state is where it was told to be");
        }
        // else JUnit warns about where they point to
        for (Path each : List.of(link, twice, bin.resolve("dirname"), bin.resolve("readlink"))) {
            Files.delete(each);
        }
    }

    @Test
    void classes_come_from_the_archive_that_was_made_with_the_image() throws Exception {
        ProcessBuilder builder = Program.command("version");
        builder.environment().put("MUSTER_JAVA_OPTS", "-Xlog:class+load");
        String main = Program.run(builder).good().out().lines()
                .filter(line -> line.contains(" muster.app.Main source: "))
                .findFirst().orElseThrow();
        assertTrue(main.contains("shared objects file"), main);
    }

    /// An image whose files changed, or that was moved, must only start slower, and no word of Java's about it may get
    /// into what a command prints for a program.
    @Test
    void an_archive_that_does_not_fit_is_ignored_without_a_word() throws Exception {
        Path home = Files.createDirectories(folder.resolve("moved"));
        Path launcher = Files.copy(Program.LAUNCHER, Files.createDirectories(home.resolve("bin")).resolve("muster"));
        for (String part : List.of("runtime", "native")) {
            Files.createSymbolicLink(home.resolve(part), Program.IMAGE.resolve(part));
        }
        copy(Program.IMAGE.resolve("lib"), home.resolve("lib"));
        Path archive = Files.createDirectories(home.resolve("archive")).resolve("muster.aot");
        ProcessBuilder version = Program.command("version");
        version.command().set(0, launcher.toString());
        String expected = Program.run("version").good().out();

        for (byte[] content : List.of(new byte[0], "no archive at all".getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(Program.IMAGE.resolve("archive/muster.aot")))) {
            Files.write(archive, content);
            assertEquals(new Outcome(0, expected, ""), Program.run(version));
        }
        // else JUnit warns about where they point to
        Files.delete(home.resolve("runtime"));
        Files.delete(home.resolve("native"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Path tool(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
