// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.model.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page docs/threat-model.md says what the code says. That the code does so too, [AccessMatrixTest] and
/// [TerminalMatrixTest] ask line by line.
class ThreatModelTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|Properties))`");

    @TempDir
    Path directory;

    private static void compare(String table, List<String> lines) throws Exception {
        if ("write".equals(System.getProperty("muster.tables"))) {
            ThreatModel.write(table, lines);
        }
        assertEquals(String.join("\n", lines), String.join("\n", ThreatModel.written(table)),
                "the table \"" + table + "\" of " + ThreatModel.PAGE + " is not what the code says: look whether the "
                        + "code is right, then `make tables` writes it anew");
    }

    @Test
    void theTableOfTheOperatorsPlaneIsThatOfTheRoutes() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            compare("operators", ThreatModel.operators(KeysApiTest.routes(open)));
        }
    }

    @Test
    void theTableOfTheTerminalsPlaneIsThatOfTheEndpoints() throws Exception {
        compare("terminals", ThreatModel.terminals());
    }

    @Test
    void theTableOfTheCommandsIsThatOfTheirRoles() throws Exception {
        compare("commands", ThreatModel.commands());
    }

    /// What no table written from the code can tell: that the code itself is not too generous.
    @Test
    void nothingButTheSignsOfLifeIsForEverybodyAndNothingThatChangesIsForViewers() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            List<Route> routes = KeysApiTest.routes(open);
            assertEquals(List.of("/healthz", "/readyz"),
                    routes.stream().filter(route -> route.needed() == null).map(Route::pattern).toList());
            assertEquals(List.of(), routes.stream()
                    .filter(route -> !route.method().equals("GET") && route.needed() == Role.VIEWER).toList());
            assertTrue(routes.stream()
                    .filter(route -> route.pattern().matches("/api/(terminals|branches)(/\\{\\w+})?|/api/people/.*"))
                    .filter(route -> !route.method().equals("GET"))
                    .allMatch(route -> route.needed() == Role.ADMIN));
        }
    }

    @Test
    void everyTestThatThePageNamesExists() throws Exception {
        List<String> files;
        try (Stream<Path> all = Files.walk(Path.of("tests"))) {
            files = all.map(path -> path.getFileName().toString()).toList();
        }
        List<String> named = NAMED.matcher(Files.readString(ThreatModel.PAGE)).results()
                .map(found -> found.group(1)).toList();
        assertTrue(named.size() > 10, named.toString());
        assertEquals(List.of(), named.stream().filter(name -> !files.contains(name + ".java")).toList());
    }
}
