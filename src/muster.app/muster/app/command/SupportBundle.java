// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import muster.app.command.doctor.Checks;
import muster.app.command.doctor.Patient;
import muster.app.config.Config;
import muster.client.Api;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Soundness;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster support-bundle`.
@Command(
        name = "support-bundle",
        description = "Packs what helps to find a fault into a zip file: versions, settings, numbers, the log, what"
                + " doctor says. Without people's numbers and names, serials, addresses and keys; look before you"
                + " send.",
        footer = {"", "Example:", "  muster support-bundle"})
final class SupportBundle implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'muster-support-'uuuuMMdd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What the daemon is asked for a document.
    @FunctionalInterface
    private interface Asked {
        Object answer(Api api) throws ApiException, InterruptedException;
    }

    private final Surroundings surroundings;

    @Mixin
    private DoctorOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; named after the time unless given.")
    private Path file;

    SupportBundle(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        Patient patient = options.patient(surroundings);
        Path target = file != null ? file : Path.of(NAME.format(surroundings.clock().instant()));
        Map<String, String> parts = new LinkedHashMap<>();
        Path key = patient.keyFile().orElse(null);
        try (Api api = DaemonOptions.api(patient.url().toString(), key, patient.authority().orElse(null),
                PATIENCE)) {
            Scrubbing scrubbing = new Scrubbing(KnownWords.of(patient, api));
            parts.put("version.txt", Version.text() + "\n" + System.getProperty("os.name") + " "
                    + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\nJava "
                    + System.getProperty("java.version") + "\n");
            parts.put("settings.txt", settings());
            document(parts, "status.json", api, scrubbing, Api::status);
            document(parts, "alerts.json", api, scrubbing, each -> each.watch().activeAlerts());
            document(parts, "components.json", api, scrubbing, each -> each.watch().components());
            document(parts, "sinks.json", api, scrubbing, each -> each.sinks().list());
            document(parts, "metrics.txt", api, scrubbing, each -> each.watch().prometheus());
            parts.put("journal.txt", journal(patient, scrubbing));
            parts.put("doctor.txt", scrubbing.text(doctor(patient)));
            parts.put("log.txt", scrubbing.text(log()));
        }
        write(target, parts);
        surroundings.out().println(target + ": " + String.join(", ", parts.keySet()));
        surroundings.err().println("look into it before you send it to anybody");
        return ExitCode.OK.number();
    }

    private String settings() {
        StringBuilder text = new StringBuilder();
        options.shown(surroundings).forEach(each -> text.append(each.name().matches("[a-z_]+\\.[a-z_]+|data")
                        ? each.name()
                        : each.name().replaceFirst("^(\\w+)\\..*\\.(\\w+)$", "$1.*.$2"))
                .append(" = ").append(Scrubbing.setting(each.value()))
                .append(each.where().equals("default") ? "" : "   # given").append('\n'));
        return text.toString();
    }

    private static void document(Map<String, String> parts, String name, Api api, Scrubbing scrubbing, Asked asked)
            throws InterruptedException {
        try {
            Object answer = asked.answer(api);
            parts.put(name, answer instanceof String text
                    ? scrubbing.prometheus(text)
                    : Json.pretty(scrubbing.json(JsonParser.parseString(Json.text(answer)), "")) + "\n");
        } catch (ApiException e) {
            parts.put(name, "the daemon did not tell: " + scrubbing.text(e.getMessage()));
        }
    }

    private static String journal(Patient patient, Scrubbing scrubbing) {
        Path journal = patient.config().map(Config::data).map(data -> JournalSettings.at(data).file()).orElse(null);
        if (journal == null || !Files.isReadable(journal)) {
            return "the journal cannot be read from here\n";
        }
        try {
            JsonObject counts = new JsonObject();
            Soundness.counts(journal).forEach(counts::addProperty);
            counts.addProperty("bytes", journal.toFile().length());
            counts.addProperty("bytes of the log beside it",
                    journal.resolveSibling(journal.getFileName() + "-wal").toFile().length());
            return Json.pretty(counts) + "\n";
        } catch (JournalException e) {
            return scrubbing.text(e.getMessage());
        }
    }

    private static String doctor(Patient patient) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        Checks.run(patient, found -> found.forEach(each -> lines.add(each.level() + " " + each.area() + ": "
                + each.seen() + (each.cure() == null ? "" : " -> " + each.cure()))));
        return String.join("\n", lines);
    }

    private static String log() throws InterruptedException {
        try {
            Path lines = Files.createTempFile("muster-log-", ".txt");
            try {
                Process process = new ProcessBuilder("journalctl", "-u", "muster", "-n", "1000", "--no-pager",
                                "-o", "short-iso")
                        .redirectErrorStream(true).redirectOutput(lines.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return new String(Files.readAllBytes(lines), StandardCharsets.UTF_8);
            } finally {
                Files.deleteIfExists(lines);
            }
        } catch (IOException e) {
            return "there is no journalctl here\n";
        }
    }

    private static void write(Path target, Map<String, String> parts) throws IOException {
        Files.deleteIfExists(target);
        Files.createFile(target, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
