// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the image tells of the libraries in it: a bill of materials (CycloneDX 1.6) for machines, licences for people.
@Tag("quick")
class InventoryTest {

    private static final Path DOC = Program.IMAGE.resolve("share/doc");

    private final JsonObject bill;

    InventoryTest() throws Exception {
        bill = JsonParser.parseString(Files.readString(DOC.resolve("muster.cdx.json"))).getAsJsonObject();
    }

    private List<JsonObject> components() {
        return bill.getAsJsonArray("components").asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static Set<Path> jars() throws Exception {
        try (Stream<Path> all = Files.walk(Program.IMAGE.resolve("lib"))) {
            return all.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().startsWith("muster."))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    /// Required by bom-1.6.schema.json: bomFormat, specVersion; of a component type and name; of a hash alg and content;
    /// unique bom-ref; serialNumber as an RFC 4122 URN.
    @Test
    void the_bill_has_what_its_schema_requires() {
        assertEquals("CycloneDX", text(bill, "bomFormat"));
        assertEquals("1.6", text(bill, "specVersion"));
        assertEquals(1, bill.get("version").getAsInt());
        assertTrue(text(bill, "serialNumber")
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
        Set<String> references = new HashSet<>();
        checkComponent(bill.getAsJsonObject("metadata").getAsJsonObject("component"), references);
        components().forEach(component -> checkComponent(component, references));
        JsonObject needs = bill.getAsJsonArray("dependencies").get(0).getAsJsonObject();
        assertTrue(references.contains(text(needs, "ref")));
        needs.getAsJsonArray("dependsOn").forEach(one -> assertTrue(references.contains(one.getAsString()), one::toString));
    }

    private static void checkComponent(JsonObject component, Set<String> references) {
        assertTrue(Set.of("application", "library", "platform").contains(text(component, "type")));
        assertTrue(!text(component, "name").isEmpty() && !text(component, "version").isEmpty());
        assertTrue(references.add(text(component, "bom-ref")), () -> text(component, "bom-ref") + " is there twice");
        assertTrue(text(component, "purl").matches("pkg:(maven/[\\w.-]+|generic)/[\\w.-]+@[\\w.+-]+"));
        if (component.has("components")) {
            component.getAsJsonArray("components").forEach(one -> checkComponent(one.getAsJsonObject(), references));
        }
    }

    @Test
    void it_names_every_jar_of_the_image_with_its_bytes_and_its_licence() throws Exception {
        Set<String> told = new TreeSet<>();
        for (JsonObject component : components()) {
            assertTrue(!component.getAsJsonArray("licenses").isEmpty(), () -> text(component, "name"));
            if (component.has("hashes")) {
                JsonObject hash = component.getAsJsonArray("hashes").get(0).getAsJsonObject();
                assertEquals("SHA-256", text(hash, "alg"));
                told.add(text(component, "name") + "-" + text(component, "version") + ".jar " + text(hash, "content"));
            }
        }
        Set<String> shipped = new TreeSet<>();
        for (Path jar : jars()) {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            shipped.add(jar.getFileName() + " " + HexFormat.of().formatHex(sum));
        }
        assertEquals(shipped, told);
    }

    @Test
    void every_library_has_the_text_of_its_licence() throws Exception {
        Path licences = DOC.resolve("licences");
        List<String> index = Files.readAllLines(licences.resolve("README"));
        for (Path jar : jars()) {
            String line = index.stream().filter(one -> jar.getFileName().toString()
                    .equals(one.replaceFirst(": .*", "").replace(' ', '-') + ".jar")).findFirst().orElseThrow();
            for (String text : line.replaceFirst(".*; ", "").split(", ")) {
                assertTrue(Files.size(licences.resolve(text)) > (text.contains("NOTICE") ? 50 : 500), line);
            }
        }
        assertTrue(Files.readString(licences.resolve("LGPL-3.0.txt")).contains("GNU LESSER GENERAL PUBLIC LICENSE"));
        assertTrue(Files.exists(Program.IMAGE.resolve("runtime/legal/java.base/LICENSE")));
    }
}
