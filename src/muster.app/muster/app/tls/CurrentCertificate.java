// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/// The certificate a port shows now: when its files change, the next handshake gets the new one, and open
/// connections stay as they are. A new pair that cannot be used changes nothing. Thread-safe.
public final class CurrentCertificate extends X509ExtendedKeyManager {

    private static final Logger LOG = System.getLogger(CurrentCertificate.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(30);

    /// What tells that a file was written: mv keeps no time, cp keeps no length.
    private record Trace(FileTime modified, long length, Object file) {}

    private record Traces(Trace certificate, Trace key) {}

    private record Loaded(CertificatePair pair, X509ExtendedKeyManager keys) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final String name;
    private final Path certificate;
    private final Path key;
    private final LongSupplier nanos;
    private Traces tried;
    private int generation;
    private volatile long looked;
    private volatile Loaded now;
    // A handshake that has chosen one still asks for its chain and key while the next is read.
    private volatile Loaded before;

    private CurrentCertificate(String name, Path certificate, Path key, LongSupplier nanos) throws IOException {
        this.name = name;
        this.certificate = certificate;
        this.key = key;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        this.tried = new Traces(trace(certificate), trace(key));
        this.now = load();
        this.before = now;
    }

    /// Reads the files for the first time.
    ///
    /// @param name what the certificate is for, for the log
    /// @param nanos elapsed time; the files are looked at when 30 s have passed and somebody connects
    /// @throws IOException if they cannot be used; the message names the file and what to do
    public static CurrentCertificate open(String name, Path certificate, Path key, LongSupplier nanos)
            throws IOException {
        return new CurrentCertificate(name, certificate, key, nanos);
    }

    /// A context that shows this certificate and asks for none.
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new X509ExtendedKeyManager[] {this}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private Loaded current() {
        if (nanos.getAsLong() - looked >= LOOK.toNanos() && lock.tryLock()) {
            try {
                looked = nanos.getAsLong();
                look();
            } finally {
                lock.unlock();
            }
        }
        return now;
    }

    private void look() {
        Traces seen = new Traces(trace(certificate), trace(key));
        if (seen.equals(tried)) {
            return;
        }
        tried = seen;
        try {
            Loaded fresh = load();
            before = now;
            now = fresh;
            LOG.log(Level.INFO, "{0}: the certificate was changed and is in use: {1}", name, fresh.pair());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}: the changed certificate cannot be used, the one before stays in use. {1}",
                    name, e.getMessage());
        }
    }

    private Loaded load() throws IOException {
        CertificatePair pair = CertificatePair.read(certificate, key);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = new char[0];
            generation++;
            store.setKeyEntry("muster-" + generation, pair.key(), none, pair.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, none);
            return new Loaded(pair, (X509ExtendedKeyManager) factory.getKeyManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + ": this Java cannot use it: " + e.getMessage(), e);
        }
    }

    private static Trace trace(Path file) {
        try {
            return new Trace(Files.getLastModifiedTime(file), Files.size(file),
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException missing) {
            return new Trace(FileTime.fromMillis(0), -1, null);
        }
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return current().keys().chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return current().keys().chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return now.keys().getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        X509Certificate[] chain = now.keys().getCertificateChain(alias);
        return chain == null ? before.keys().getCertificateChain(alias) : chain;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        PrivateKey wanted = now.keys().getPrivateKey(alias);
        return wanted == null ? before.keys().getPrivateKey(alias) : wanted;
    }

    /// Nobody is called with it.
    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
