// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.app.disk.WholeFile;

/// What the files are made of: under `.muster` in their folder, for each day or event all its punches, in the order
/// they came. Only grows. A line that a kill cut off is cut off whole: it was never said to be delivered. For one
/// thread.
final class KeptPunches {

    private static final System.Logger LOG = System.getLogger(KeptPunches.class.getName());
    private static final String SUFFIX = ".lines";

    private final Path folder;
    private String latest = "";
    private long latestSize = -1;
    private Set<String> latestIds = Set.of();

    KeptPunches(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// What is done with a punch.
    interface Use {
        void take(KeptPunch punch) throws IOException;
    }

    /// The ids of the punches of a day or event.
    Set<String> ids(String key) throws IOException {
        Path path = path(key);
        long size = Files.exists(path) ? cutTornLine(path) : 0;
        if (!key.equals(latest) || size != latestSize) {
            latest = key;
            latestIds = new HashSet<>();
            if (size > 0) {
                try (BufferedReader lines = lines(path)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        latestIds.add(KeptPunch.id(line));
                    }
                }
            }
            latestSize = size;
        }
        return latestIds;
    }

    /// All punches of a day or event.
    void each(String key, Use use) throws IOException {
        Path path = path(key);
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader lines = lines(path)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                KeptPunch punch;
                try {
                    punch = KeptPunch.parse(line);
                } catch (IllegalArgumentException e) {
                    LOG.log(System.Logger.Level.WARNING, "{0} line {1} is damaged and left out: {2}; replay the"
                            + " sink over that day to have it again", path, number, e.getMessage());
                    continue;
                }
                use.take(punch);
            }
        }
    }

    /// Adds punches behind those there are; on disk when it returns.
    void append(String key, List<KeptPunch> punches) throws IOException {
        Set<String> ids = ids(key);
        StringBuilder text = new StringBuilder();
        punches.forEach(punch -> text.append(punch.line()).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        latestSize = -1;
        Path path = path(key);
        boolean isNew = Files.notExists(path);
        long before = isNew ? 0 : Files.size(path);
        try (FileOutputStream out = new FileOutputStream(path.toFile(), true)) {
            out.write(bytes);
            out.getFD().sync();
            if (isNew) {
                // else a power cut takes its name, and the day's file is made anew from what comes later only
                WholeFile.force(folder);
            }
        } catch (IOException e) {
            // what a failed fsync leaves in memory would be taken for kept when it comes again
            cut(path, before);
            throw e;
        }
        punches.forEach(punch -> ids.add(punch.id()));
        latestSize = Files.size(path);
    }

    /// The days or events that begin so, in order.
    List<String> keys(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    keys.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        }
        keys.sort(null);
        return keys;
    }

    /// Bytes that are no UTF-8 spoil their line and no more.
    private static BufferedReader lines(Path path) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
    }

    private Path path(String key) {
        return folder.resolve(key + SUFFIX);
    }

    private static void cut(Path path, long size) throws IOException {
        if (size == 0) {
            Files.deleteIfExists(path);
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    /// Takes away what follows the last line's end.
    ///
    /// @return the size then
    private static long cutTornLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < file.length()) {
                file.setLength(end);
            }
            return end;
        }
    }
}
