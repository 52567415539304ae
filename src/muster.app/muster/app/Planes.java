// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.SafetyConfig;
import muster.app.config.TlsFiles;
import muster.app.source.Checkpoint;
import muster.app.terminal.CommandPlaces;
import muster.app.tls.CurrentCertificate;
import muster.app.tls.TlsVersions;
import muster.zk.http.Complaints;
import muster.zk.http.Listener;
import muster.zk.http.ListenerSettings;
import muster.zk.http.Service;
import muster.zk.http.Tls;

/// The wiring of what protects the two planes.
final class Planes {

    private final SafetyConfig safety;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Complaints complaints;
    private final SSLContext api;
    private final SSLContext push;

    /// Reads the certificates; before anything else of this process speaks TLS.
    ///
    /// @param nanos elapsed time
    /// @throws ConfigException if a certificate cannot be used; the message names it
    Planes(Config config, InstantSource clock, LongSupplier nanos) throws ConfigException {
        this.safety = config.safety();
        this.clock = clock;
        this.nanos = nanos;
        this.complaints = new Complaints(clock);
        boolean old = safety.push().tlsListen().isPresent();
        TlsVersions.prepare(old ? safety.push().tlsMinimum() : "1.2");
        this.api = context("api.tls_certificate", safety.api().tls());
        this.push = context("push.tls_certificate", safety.push().tls());
    }

    private SSLContext context(String name, Optional<TlsFiles> files) throws ConfigException {
        if (files.isEmpty()) {
            return null;
        }
        try {
            return CurrentCertificate.open(name, files.get().certificate(), files.get().key(), nanos).context();
        } catch (IOException e) {
            throw new ConfigException(List.of(name + ": " + e.getMessage()));
        }
    }

    /// What the operators' side is secured with; null = nothing.
    SSLContext api() {
        return api;
    }

    /// The push service behind its checks.
    Service guarded(Service service, Set<String> paths) {
        SafetyConfig.Push rules = safety.push();
        return new Checkpoint(
                service, paths, rules.secret(), rules.rate(), rules.ratePerAddress(), complaints, nanos);
    }

    /// Where commands may be handed to.
    CommandPlaces commands() {
        return CommandPlaces.of(safety.push().commandAddresses(), complaints, nanos);
    }

    /// Opens the terminals' port for https; null when there is none.
    ///
    /// @throws IOException if it cannot be opened
    Listener secured(Service service, ListenerSettings settings) throws IOException {
        if (safety.push().tlsListen().isEmpty()) {
            return null;
        }
        Tls tls = new Tls(push, TlsVersions.from(safety.push().tlsMinimum()));
        try {
            return Listener.open(safety.push().tlsListen().get(), service, settings, clock, tls);
        } catch (BindException e) {
            throw Daemon.taken("push.tls_listen", safety.push().tlsListen().get(), e);
        }
    }

    /// The certificates that are shown and those that are watched besides.
    static List<Path> certificates(Config config) {
        return Stream.concat(
                        config.watched().certificates().stream(),
                        Stream.of(config.safety().api().tls(), config.safety().push().tls())
                                .flatMap(Optional::stream)
                                .map(TlsFiles::certificate))
                .distinct()
                .toList();
    }
}
