// SPDX-License-Identifier: Apache-2.0
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an image ships of others, told to machines (share/doc/muster.cdx.json, CycloneDX 1.6) and to people
/// (share/doc/licences: the texts).
///
/// Run from the sources by the Makefile: `java -cp GSON package/Inventory.java IMAGE VERSION`. Names, versions and sums come
/// from lib/pom.xml, lib/sha256sums and the jars, licences from the tables in lib/README.md. A library that none of
/// them tells enough about stops the build. The same input gives the same bytes: no date, no random number.
final class Inventory {

    private static final Pattern SPDX =
            Pattern.compile("(?:Apache|BSD|LGPL|GPL|EPL)-\\d(?:\\.\\d)?(?:-Clause|-or-later|-only)?|MIT");
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  main/((.+)-([0-9][^-]*)\\.jar)");
    private static final Pattern DECLARED =
            Pattern.compile("<dependency><groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId>");
    private static final Pattern TEXT = Pattern.compile(
            "META-INF/(?:maven/[^/]+/[^/]+/|licenses/.+/)?(?:LICENSE|NOTICE|COPYING)(?:\\.[a-z]+)?");
    private static final Pattern WITHIN = Pattern.compile("META-INF/licenses/([^/]+)/(.+)-([0-9.]+)/META-INF/LICENSE");

    private final Path image;
    private final String version;
    private final Map<String, String> groups = new TreeMap<>();
    private final Map<String, List<String>> licences = new TreeMap<>();

    private Inventory(Path image, String version) throws IOException {
        this.image = image;
        this.version = version;
        Matcher declared = DECLARED.matcher(Files.readString(Path.of("lib/pom.xml")));
        while (declared.find()) {
            groups.put(declared.group(2), declared.group(1));
        }
        for (String line : Files.readAllLines(Path.of("lib/README.md"))) {
            row(line);
        }
    }

    public static void main(String[] words) throws IOException {
        new Inventory(Path.of(words[0]), words[1]).write();
    }

    /// A line of a table in lib/README.md: library, version, licence. As many licences as libraries: one each;
    /// else all of them for every one. What stands in brackets is a remark.
    private void row(String line) {
        String[] cells = line.split("\\|");
        if (cells.length < 4) {
            return;
        }
        String[] names = cells[1].strip().split(", ");
        List<String> ids = SPDX.matcher(cells[3].replaceAll("\\([^)]*\\)", ""))
                .results().map(found -> found.group()).toList();
        for (int i = 0; i < names.length && !ids.isEmpty(); i++) {
            licences.put(names[i], names.length == ids.size() ? List.of(ids.get(i)) : ids);
        }
    }

    private void write() throws IOException {
        List<Map<String, Object>> components = new ArrayList<>();
        StringBuilder index = new StringBuilder("What muster " + version + " ships of others, and where its licence is:\n\n");
        String sums = Files.readString(Path.of("lib/sha256sums"));
        for (Matcher jar = SUM.matcher(sums); jar.find(); ) {
            Path file = Path.of("lib/main", jar.group(2));
            List<String> ids = licences.get(jar.group(3));
            require(ids != null, "lib/README.md names no licence of " + jar.group(3));
            try (JarFile opened = new JarFile(file.toFile())) {
                components.add(library(opened, jar, ids));
                index.append(jar.group(3)).append(' ').append(jar.group(4)).append(": ")
                        .append(String.join(", ", ids)).append("; ")
                        .append(String.join(", ", texts(opened, jar.group(3), ids))).append('\n');
            }
        }
        components.add(runtime());
        index.append("Java runtime: GPL-2.0-only with Classpath-exception-2.0; runtime/legal\n");
        Files.writeString(folder().resolve("README"), index);
        Files.writeString(image.resolve("share/doc/muster.cdx.json"),
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(document(components, sums)) + "\n");
    }

    private Map<String, Object> document(List<Map<String, Object>> components, String sums) {
        Map<String, Object> muster = component("application", null, "muster", version, List.of("Apache-2.0"));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", "1.6");
        document.put("serialNumber",
                "urn:uuid:" + UUID.nameUUIDFromBytes((version + components + sums).getBytes(StandardCharsets.UTF_8)));
        document.put("version", 1);
        document.put("metadata", Map.of("component", muster));
        document.put("components", components);
        document.put("dependencies", List.of(new TreeMap<>(Map.of("ref", muster.get("bom-ref"),
                "dependsOn", components.stream().map(component -> component.get("bom-ref")).toList()))));
        return document;
    }

    private Map<String, Object> library(JarFile jar, Matcher sum, List<String> ids) throws IOException {
        String name = sum.group(3);
        List<Map<String, Object>> within = new ArrayList<>();
        String group = groups.get(name);
        for (JarEntry entry : entries(jar)) {
            Matcher bundled = WITHIN.matcher(entry.getName());
            if (bundled.matches()) {
                within.add(component("library", bundled.group(1), bundled.group(2), bundled.group(3), List.of()));
            } else if (entry.getName().endsWith("/pom.properties")) {
                Properties told = properties(jar, entry);
                if (told.getProperty("artifactId").equals(name)) {
                    group = told.getProperty("groupId");
                } else {
                    within.add(component("library", told.getProperty("groupId"), told.getProperty("artifactId"),
                            told.getProperty("version"), ids));
                }
            }
        }
        require(group != null, "neither lib/pom.xml nor its jar tells the group of " + name);
        Map<String, Object> library = component("library", group, name, sum.group(4), ids);
        library.put("hashes", List.of(new TreeMap<>(Map.of("alg", "SHA-256", "content", sum.group(1)))));
        if (!within.isEmpty()) {
            library.put("components", within);
        }
        return library;
    }

    private static Map<String, Object> component(
            String type, String group, String name, String version, List<String> ids) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        String purl = group == null ? "pkg:generic/" + name + "@" + version
                : "pkg:maven/" + group + "/" + name + "@" + version;
        component.put("bom-ref", purl);
        if (group != null) {
            component.put("group", group);
        }
        component.put("name", name);
        component.put("version", version);
        if (!ids.isEmpty()) {
            component.put("licenses", ids.stream().map(id -> Map.of("license", Map.of("id", exact(id)))).toList());
        }
        component.put("purl", purl);
        return component;
    }

    /// The identifiers of SPDX that are in use today; "LGPL-3.0" alone is deprecated.
    private static String exact(String id) {
        return id.matches("L?GPL-\\d\\.\\d") ? id + "-only" : id;
    }

    private Map<String, Object> runtime() throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(image.resolve("runtime/release"))) {
            release.load(in);
        }
        Map<String, Object> runtime =
                component("platform", null, "openjdk", release.getProperty("JAVA_VERSION").replace("\"", ""), List.of());
        runtime.put("description", "Java runtime linked with " + release.getProperty("MODULES").replace("\"", ""));
        runtime.put("licenses", List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")));
        return runtime;
    }

    /// Copies the texts a jar has into a folder of its name; where it has none, those that this repository keeps.
    ///
    /// @return where they are, below the folder of licences
    private List<String> texts(JarFile jar, String name, List<String> ids) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JarEntry entry : entries(jar)) {
            if (TEXT.matcher(entry.getName()).matches()) {
                String own = name + "/" + entry.getName()
                        .replaceFirst("META-INF/(maven/[^/]+/[^/]+/)?", "").replace("/META-INF/", "/");
                try (InputStream in = jar.getInputStream(entry)) {
                    write(own, in.readAllBytes());
                }
                texts.add(own);
            }
        }
        return texts.stream().anyMatch(text -> text.contains("LICENSE")) ? texts : standard(texts, name, ids);
    }

    private List<String> standard(List<String> texts, String name, List<String> ids) throws IOException {
        for (String id : ids) {
            Path kept = id.equals("Apache-2.0") ? Path.of("LICENSE") : kept(id, name);
            if (id.startsWith("BSD") && !Files.exists(kept)) {
                String notice = Files.readString(Path.of("lib/NOTICE"));
                require(notice.contains("contained in " + name), "no text of " + id + " for " + name);
                texts.add("../NOTICE");
                continue;
            }
            String text = kept.endsWith("LICENSE") ? id + ".txt" : kept.getFileName().toString();
            write(text, Files.readAllBytes(kept));
            texts.add(text);
            if (id.startsWith("LGPL-3")) { // it is the GPL with exceptions
                write("GPL-3.0.txt", Files.readAllBytes(Path.of("package/licences/GPL-3.0.txt")));
                texts.add("GPL-3.0.txt");
            }
        }
        return texts;
    }

    /// A text in package/licences: ID.txt, or ID-NAME.txt for libraries whose name begins with NAME.
    private static Path kept(String id, String name) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("package/licences"))) {
            return all.filter(file -> {
                String text = file.getFileName().toString().replace(".txt", "");
                return text.equals(id.replaceFirst("-(or-later|only)$", ""))
                        || text.startsWith(id + "-") && name.startsWith(text.substring(id.length() + 1));
            }).findFirst().orElse(Path.of("package/licences", id + ".txt"));
        }
    }

    private Path folder() throws IOException {
        return Files.createDirectories(image.resolve("share/doc/licences"));
    }

    private void write(String name, byte[] text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text);
    }

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().sorted((one, other) -> one.getName().compareTo(other.getName())).toList();
    }

    private static Properties properties(JarFile jar, JarEntry entry) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(entry)) {
            properties.load(in);
        }
        return properties;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
