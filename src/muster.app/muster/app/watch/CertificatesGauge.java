// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The certificates in some files, PEM or DER; of a chain the first to expire counts. Thread-safe.
public final class CertificatesGauge implements Gauge {

    private static final System.Logger LOG = System.getLogger("muster.watch");

    /// What a file said when it was that old.
    private record Seen(FileTime modified, Optional<Instant> until) {}

    private final List<Path> files;
    private final Map<Path, Seen> seen = new HashMap<>();

    /// @param files where they are
    public CertificatesGauge(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public synchronized void read(Snapshot.Builder into) {
        for (Path file : files) {
            until(file).ifPresent(until -> into.put(Measures.CERTIFICATE_DAYS, file.toString(),
                    Math.floorDiv(Duration.between(into.at(), until).toSeconds(), 86_400)));
        }
    }

    private Optional<Instant> until(Path file) {
        FileTime modified = modified(file);
        Seen before = seen.get(file);
        if (before == null || !before.modified().equals(modified)) {
            before = new Seen(modified, read(file));
            seen.put(file, before);
        }
        return before.until();
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(0);
        }
    }

    private static Optional<Instant> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Instant first = null;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                Instant until = ((X509Certificate) each).getNotAfter().toInstant();
                first = first == null || until.isBefore(first) ? until : first;
            }
            return Optional.ofNullable(first);
        } catch (IOException | CertificateException e) {
            LOG.log(Level.WARNING, "how long the certificate {0} is valid cannot be told: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
