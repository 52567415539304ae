// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.jar.JarFile;

/// axe-core, which looks for what keeps people from using a page. It ships inside the jar
/// `com.deque.html.axe-core:selenium`, of which nothing else is used.
final class Axe {

    private static final String SCRIPT = "axe.min.js";

    private Axe() {}

    /// The script, if its jar is among the test libraries.
    static Optional<String> script() throws IOException {
        for (String folder : Arrays.asList(System.getProperty("jdk.module.path", "").split(File.pathSeparator))) {
            if (!Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(folder), "selenium-*.jar")) {
                for (Path jar : jars) {
                    return Optional.of(script(jar));
                }
            }
        }
        return Optional.empty();
    }

    private static String script(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new String(file.getInputStream(file.getEntry(SCRIPT)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What is wrong with the page a tab shows, from moderate to critical, a line each.
    static String faults(Tab tab, String script) throws Exception {
        tab.value(script + "; null");
        return tab.text("""
                axe.run(document, {resultTypes: ['violations']}).then(result => result.violations
                    .filter(found => ['moderate', 'serious', 'critical'].includes(found.impact))
                    .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target}: ${node.failureSummary}`))
                    .join('\\n'))""");
    }
}
