// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import muster.app.source.Endpoint;
import muster.app.source.PushSource;
import muster.app.terminal.Admission;
import muster.model.CommandRequest;
import muster.model.Json;
import muster.model.Role;

/// The tables of docs/threat-model.md: as the code says they must be, and as they are written.
final class ThreatModel {

    static final Path PAGE = Path.of("docs/threat-model.md");

    /// Who may ask the operators' plane, as the columns are called.
    static final List<String> CALLERS = List.of(
            "no key", "no key, same machine", "viewer", "operator", "admin", "expired", "wrong");

    /// Who may ask the terminals' plane, as the columns are called.
    static final List<String> TERMINALS = List.of(
            "approved", "pending", "refused", "unknown", "wrong address", "without the secret");

    /// The command that lets somebody into a terminal's menu.
    static final String MASTER = "update-person --privilege 14";

    private static final String YES = "yes";

    private ThreatModel() {}

    /// The operators' plane, a line for each request.
    static List<String> operators(List<Route> routes) {
        List<String> lines = new ArrayList<>(head("request", "needs", CALLERS));
        lines.add(operators("GET /dashboard", null));
        routes.forEach(route -> lines.add(operators(route.method() + " " + route.pattern(), route.needed())));
        lines.add(operators("GET /nothing-is-here", Role.VIEWER));
        return lines;
    }

    private static String operators(String request, Role needed) {
        List<String> cells = CALLERS.stream().map(caller -> needed == null ? YES : switch (caller) {
            case "no key, same machine" -> needed == Role.VIEWER ? YES : "401";
            case "viewer" -> may(Role.VIEWER, needed);
            case "operator" -> may(Role.OPERATOR, needed);
            case "admin" -> may(Role.ADMIN, needed);
            default -> "401";
        }).toList();
        return line(request, needed == null ? "nothing" : Json.word(needed), cells);
    }

    /// What terminals are told to do, a line for each command.
    static List<String> commands() {
        List<String> names = Stream.of(Role.values()).map(Json::word).toList();
        List<String> lines = new ArrayList<>(head("command", "needs", names));
        for (String command : CommandRequest.NAMES) {
            lines.add(command(command, CommandResource.needed(CommandRequest.named(command))));
        }
        lines.add(command(MASTER, CommandResource.needed(
                new CommandRequest("update-person", null, null, "7", null, null, 14, null, null, null, null, null, null))));
        return lines;
    }

    private static String command(String command, Role needed) {
        return line(command, Json.word(needed), Stream.of(Role.values()).map(role -> may(role, needed)).toList());
    }

    private static String may(Role role, Role needed) {
        return role.covers(needed) ? YES : "403";
    }

    /// The terminals' plane, a line for each endpoint.
    static List<String> terminals() {
        List<String> lines = new ArrayList<>(head("endpoint", "", TERMINALS));
        for (Endpoint endpoint : Endpoint.values()) {
            lines.add(line(endpoint.word(), "", TERMINALS.stream().map(ThreatModel::terminal).toList()));
        }
        return lines;
    }

    private static String terminal(String which) {
        return switch (which) {
            case "approved" -> status(Admission.ADMITTED);
            case "wrong address" -> status(Admission.WRONG_ADDRESS);
            case "without the secret" -> Integer.toString(PushSource.STRANGER.status());
            default -> status(Admission.HELD);
        };
    }

    private static String status(Admission admission) {
        return PushSource.turnedAway(admission).map(reply -> Integer.toString(reply.status())).orElse(YES);
    }

    private static List<String> head(String first, String second, List<String> columns) {
        String names = line(first, second, columns);
        return List.of(names.replace("`", ""), names.replaceAll("[^|]+", "---"));
    }

    private static String line(String first, String second, List<String> cells) {
        return "| `" + first + "` | " + (second.isEmpty() ? "" : second + " | ") + String.join(" | ", cells) + " |";
    }

    /// What stands in the page between the marks of a table.
    static List<String> written(String table) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        return page.subList(page.indexOf(begin(table)) + 1, page.indexOf(end(table)));
    }

    /// Puts a table into the page.
    static void write(String table, List<String> lines) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        Files.write(PAGE, Stream.of(page.subList(0, page.indexOf(begin(table)) + 1), lines,
                page.subList(page.indexOf(end(table)), page.size())).flatMap(List::stream).toList());
    }

    private static String begin(String table) {
        return "<!-- " + table + ": written by make tables -->";
    }

    private static String end(String table) {
        return "<!-- end of " + table + " -->";
    }

    /// The cells of a table of the page, by the first of each line and the name of the column.
    static Map<String, Map<String, String>> cells(String table) throws IOException {
        List<String> lines = written(table);
        List<String> names = split(lines.getFirst());
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> cells = split(line);
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 1; i < cells.size(); i++) {
                named.put(names.get(i), cells.get(i));
            }
            all.put(cells.getFirst().replace("`", ""), named);
        }
        return all;
    }

    private static List<String> split(String line) {
        return Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
    }
}
