// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which program listens at a port, from Linux's own tables (proc_net(5), proc_pid_fd(5)). The programs of others are
/// seen only by root.
final class PortOwner {

    private static final String LISTENS = "0A";

    private final Path proc;

    /// @param root `/`; another folder in a test
    PortOwner(Path root) {
        this.proc = root.resolve("proc");
    }

    /// ` by java (process 1234)`; empty when that cannot be seen.
    String text(int port) {
        Set<String> sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(proc.resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 9 && words[3].equals(LISTENS) && port(words[1]) == port)
                .map(words -> "socket:[" + words[9] + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty() ? "" : holder(sockets)
                .map(process -> " by " + name(process) + " (process " + process.getFileName() + ")")
                .orElse(" by another user's program");
    }

    /// The port of `0100007F:22B8`; -1 where there is none, as in the table's head.
    private static int port(String address) {
        int colon = address.lastIndexOf(':');
        String digits = address.substring(colon + 1);
        return colon < 0 || !digits.matches("[0-9A-F]{4}") ? -1 : Integer.parseInt(digits, 16);
    }

    private Optional<Path> holder(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fd"), sockets)) {
                    return Optional.of(process);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path open, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // another user's, or it has just ended
            return false;
        }
        return false;
    }

    private static String name(Path process) {
        List<String> lines = lines(process.resolve("comm"));
        return lines.isEmpty() ? "a program" : lines.getFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
