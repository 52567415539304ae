// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.app.disk.WholeFile;
import muster.model.AnchorList;
import muster.model.DayAnchor;

/// The file of anchors, `anchors.txt` in the data folder: a line a day, only ever added to. Immutable.
///
/// @param file the file
public record AnchorBook(Path file) {

    private static final Pattern RESTORED = Pattern.compile("# restored .* to entry (\\d{1,18})");

    /// The book of a data folder.
    public static AnchorBook in(Path data) {
        return new AnchorBook(data.resolve("anchors.txt"));
    }

    /// What a book tells.
    ///
    /// @param anchors those that still count, oldest first
    /// @param lost how many beyond the end of a backup that was put back: their entries are gone
    /// @param strange lines that are no anchors
    public record Pages(List<Anchor> anchors, int lost, List<String> strange) {}

    /// Reads it; empty when there is none.
    public Pages read() throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        int lost = 0;
        for (String line : lines()) {
            Matcher restored = RESTORED.matcher(line);
            if (restored.matches()) {
                long head = Long.parseLong(restored.group(1));
                int before = anchors.size();
                anchors.removeIf(anchor -> anchor.seq() > head);
                lost += before - anchors.size();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Anchor.parse(line).ifPresentOrElse(anchors::add, () -> strange.add(line));
            }
        }
        return new Pages(List.copyOf(anchors), lost, List.copyOf(strange));
    }

    /// Those that still count, as the API tells them.
    public AnchorList list() throws IOException {
        return new AnchorList(read().anchors().stream()
                .map(each -> new DayAnchor(each.date(), each.seq(), each.hash(), each.signature(), each.publicKey()))
                .toList());
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /// Adds a line, which is on the disk when this returns.
    void add(String line) throws IOException {
        boolean isNew = Files.notExists(file);
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        if (isNew) {
            WholeFile.force(file.toAbsolutePath().getParent());
        }
    }

    /// Notes that a backup was put back: what was anchored beyond it is gone.
    public void restored(String when, long head) throws IOException {
        if (Files.exists(file)) {
            add("# restored " + when + " from a backup to entry " + head);
        }
    }
}
