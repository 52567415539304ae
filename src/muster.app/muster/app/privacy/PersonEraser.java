// SPDX-License-Identifier: Apache-2.0
package muster.app.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import muster.journal.Erasure;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.ErasureRequest;
import muster.model.ErasureResult;

/// Forgets a person on an operator's word, and tells what it cannot reach. Thread-safe.
public final class PersonEraser {

    private static final int LONGEST_REASON = 500;
    private static final String API = "api";

    private final Journal journal;

    /// Takes people out of this journal.
    public PersonEraser(Journal journal) {
        this.journal = journal;
    }

    /// What is wrong with an order; empty when nothing is.
    public Optional<String> problem(String pin, ErasureRequest request) {
        String reason = request.reason();
        if (reason == null || reason.isBlank()) {
            return Optional.of("reason: say why; the journal keeps that in the place of the person");
        }
        if (reason.length() > LONGEST_REASON) {
            return Optional.of("reason: at most " + LONGEST_REASON + " characters");
        }
        return reason.contains(pin) || request.by() != null && request.by().equals(pin)
                ? Optional.of("reason and by stay in the journal; they must not hold the PIN")
                : Optional.empty();
    }

    /// Takes the person out of everything that is ours.
    ///
    /// @return empty if the journal knows nothing of that PIN
    /// @throws JournalException if the rest could not be written; the same order ends it
    /// @throws IOException if a photo cannot be deleted; the same order ends it
    public Optional<ErasureResult> erase(String pin, ErasureRequest request)
            throws JournalException, InterruptedException, IOException {
        if (!journal.erasures().knows(pin)) {
            return Optional.empty();
        }
        String by = request.by() == null || request.by().isBlank() ? API : request.by();
        Erasure done = journal.erasures().erase(pin, request.reason(), by);
        int photos = photos(pin);
        boolean compacted = !Boolean.FALSE.equals(request.compact()) && journal.erasures().compact();
        Map<String, Long> counts = new TreeMap<>(done.counts());
        Long waiting = counts.remove("waiting");
        List<String> backups = backups();
        return Optional.of(new ErasureResult(done.pseudonym(), done.seq(), counts, waiting == null ? 0 : waiting,
                photos, compacted, done.openCommands(), done.terminals(), backups,
                notes(pin, done, compacted, backups)));
    }

    /// A PIN that was erased is somebody else's from now on.
    ///
    /// @return false if nobody with that PIN was erased
    public boolean readmit(String pin) throws JournalException, InterruptedException {
        return journal.erasures().readmit(pin);
    }

    private int photos(String pin) throws IOException {
        Path folder = journal.erasures().folder().resolve("photos");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int deleted = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (isOf(file.getFileName().toString(), pin)) {
                    Files.deleteIfExists(file);
                    deleted++;
                }
            }
        }
        return deleted;
    }

    /// Terminals call a photo `20261120080005-PIN.jpg`, or `PIN.jpg`.
    static boolean isOf(String name, String pin) {
        String kept = pin.replaceAll("[^A-Za-z0-9._-]", "");
        String stem = name.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        return !kept.isEmpty() && (stem.equals(kept) || stem.matches("\\d{8,17}-.*") && stem.endsWith("-" + kept));
    }

    private List<String> backups() throws IOException {
        Path folder = journal.erasures().folder().resolve("backups");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static List<String> notes(String pin, Erasure done, boolean compacted, List<String> backups) {
        List<String> notes = new ArrayList<>();
        done.terminals().forEach(serial -> notes.add("Terminal " + serial + " may know the person still. Delete them "
                + "there: muster terminals command " + serial + " delete-person --pin " + pin
                + "; erase once more when it is done, for the command names the PIN."));
        if (done.openCommands() > 0) {
            notes.add(done.openCommands() + " commands that are not answered yet name the person and were left; "
                    + "erase once more when they have ended.");
        }
        if (!compacted) {
            notes.add("The journal was not written anew: bytes of the person can be left in its free space. "
                    + "Erase once more when there is room on the disk for two copies of it.");
        }
        if (!backups.isEmpty()) {
            notes.add("Backups were not touched; " + backups.size() + " are in " + Path.of(backups.getFirst())
                    .getParent() + ". Others are not known here. Delete them, or erase again after a restore.");
        }
        notes.add("What sinks were given before is theirs: delete it there.");
        notes.add("Whoever followed a stream or made an export was told before; that cannot be taken back.");
        notes.add("What terminals send of this PIN again is dropped and counted. If the PIN is given to somebody else: "
                + "muster people readmit " + pin);
        return notes;
    }
}
