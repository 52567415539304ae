// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `man/muster-api.7`: the requests, problems and kinds it tells of are those there are.
final class ApiManualTest {

    private static final Pattern REQUEST =
            Pattern.compile("^\\.It Cm ([A-Z]+) Pa (\\S+) No \\((\\w+)\\)\n(.*)\\.$", Pattern.MULTILINE);
    private static final Pattern PROBLEM =
            Pattern.compile("^\\.It Cm (\\d+) Pa (\\S+)\n(.*)\\.$", Pattern.MULTILINE);
    private static final Pattern KIND = Pattern.compile("^\\.It Cm ([a-z_]+)$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private static String section(String title) throws IOException {
        String page = Files.readString(Path.of("man/muster-api.7"));
        int begin = page.indexOf(".Sh " + title + "\n");
        assertTrue(begin > 0, title + " is no section");
        return page.substring(begin, page.indexOf("\n.Sh ", begin + 1) + 1);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results()
                .map(found -> Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                        .map(found::group)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void itTellsOfEveryRequestWithItsRoleInTheOrderOfTheRoutes() throws Exception {
        JsonObject paths;
        try (var openApi = Routes.class.getResourceAsStream("openapi.json")) {
            paths = JsonParser.parseString(new String(openApi.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject().getAsJsonObject("paths");
        }
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals(lines(KeysApiTest.routes(open).stream()
                    .map(route -> route.method() + " " + route.pattern() + " "
                            + (route.needed() == null ? "anybody" : Json.word(route.needed())) + " "
                            + paths.getAsJsonObject(route.pattern())
                                    .getAsJsonObject(route.method().toLowerCase()).get("summary").getAsString())
                    .toList()), lines(found(REQUEST, section("REQUESTS"))));
        }
    }

    private static String lines(List<String> list) {
        return String.join("\n", list);
    }

    @Test
    void itTellsOfEveryProblem() throws IOException {
        assertEquals(Stream.of(ProblemKind.values())
                .map(kind -> kind.status() + " " + kind.type() + " " + kind.title())
                .toList(), found(PROBLEM, section("PROBLEMS")));
    }

    @Test
    void itTellsOfEveryKindOfMessage() throws IOException {
        assertEquals(StreamResource.KINDS, found(KIND, section("STREAMS")));
    }
}
