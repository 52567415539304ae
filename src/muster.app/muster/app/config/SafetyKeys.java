// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import muster.app.terminal.Network;
import muster.app.tls.TlsVersions;

/// The settings of who may reach the two planes, and how.
final class SafetyKeys {

    static final Key<Optional<Path>> API_CERTIFICATE = new Key<>("api.tls_certificate", "", Kind.optionalPath(),
            "Certificate (PEM) of the operators' side, with those that vouch for it; with one it speaks https only.");
    static final Key<Optional<Path>> API_KEY = new Key<>("api.tls_key", "", Kind.optionalPath(),
            "Private key (PEM, PKCS#8) of that certificate.");
    static final Key<List<Network>> API_ADDRESSES = new Key<>("api.addresses", "", Kind.networks(),
            "Addresses and networks the operators' side may be asked from; none named = any.");

    static final Key<Optional<InetSocketAddress>> TLS_LISTEN = new Key<>("push.tls_listen", "",
            TextKinds.optionalAddress(),
            "Where terminals that speak https send their punches, beside push.listen; none = nowhere.");
    static final Key<Optional<Path>> TLS_CERTIFICATE = new Key<>("push.tls_certificate", "", Kind.optionalPath(),
            "Certificate (PEM) that terminals are shown there, with those that vouch for it.");
    static final Key<Optional<Path>> TLS_KEY = new Key<>("push.tls_key", "", Kind.optionalPath(),
            "Private key (PEM, PKCS#8) of that certificate.");
    static final Key<String> TLS_MINIMUM = new Key<>("push.tls_minimum", "1.2", TextKinds.oneOf(TlsVersions.WORDS),
            "Oldest version of TLS that terminals may speak; old firmware knows 1.0 only, which can be broken.");
    static final Key<Optional<Path>> SECRET_FILE = new Key<>("push.secret_file", "", Kind.optionalPath(),
            "File whose first line must stand before the path word in what terminals call; none = nothing must.");
    static final Key<Integer> RATE = new Key<>("push.rate", "200", Kind.number(0, 100_000),
            "How many requests a second one terminal may make, ten seconds' worth at once; 0 = any number.");
    static final Key<Integer> RATE_PER_ADDRESS = new Key<>("push.rate_per_address", "2000", Kind.number(0, 1_000_000),
            "How many requests a second may come from one address, ten seconds' worth at once; 0 = any number.");
    static final Key<List<Network>> COMMAND_ADDRESSES = new Key<>("push.command_addresses", "", Kind.networks(),
            "Where terminals without addresses of their own are handed commands; none named = where they are at home.");

    private static final int LEAST_SECRET = 8;
    private static final int MOST_SECRET = 128;

    private SafetyKeys() {}

    /// Those of the operators' side.
    static List<Key<?>> api() {
        return List.of(API_CERTIFICATE, API_KEY, API_ADDRESSES);
    }

    /// Those of the terminals' side.
    static List<Key<?>> push() {
        return List.of(TLS_LISTEN, TLS_CERTIFICATE, TLS_KEY, TLS_MINIMUM, SECRET_FILE, RATE, RATE_PER_ADDRESS,
                COMMAND_ADDRESSES);
    }

    /// What they say.
    static SafetyConfig safety(Values values) {
        Optional<TlsFiles> pushTls = files(TLS_CERTIFICATE, TLS_KEY, values);
        Optional<InetSocketAddress> listen = values.of(TLS_LISTEN);
        if (listen.isPresent() && pushTls.isEmpty()) {
            mistake(TLS_LISTEN, "it needs push.tls_certificate and push.tls_key", values);
        } else if (listen.isEmpty() && pushTls.isPresent()) {
            mistake(TLS_CERTIFICATE, "nobody is shown it unless push.tls_listen names an address", values);
        }
        return new SafetyConfig(
                new SafetyConfig.Api(files(API_CERTIFICATE, API_KEY, values), values.of(API_ADDRESSES)),
                new SafetyConfig.Push(listen, pushTls, values.of(TLS_MINIMUM), secret(values), values.of(RATE),
                        values.of(RATE_PER_ADDRESS), values.of(COMMAND_ADDRESSES)));
    }

    private static Optional<TlsFiles> files(
            Key<Optional<Path>> certificate, Key<Optional<Path>> key, Values values) {
        Optional<Path> first = values.of(certificate);
        Optional<Path> second = values.of(key);
        if (first.isEmpty() && second.isEmpty()) {
            return Optional.empty();
        }
        if (first.isEmpty() || second.isEmpty()) {
            Key<?> there = first.isPresent() ? certificate : key;
            mistake(there, "it needs " + (first.isPresent() ? key : certificate).name() + " as well", values);
            return Optional.empty();
        }
        // What is in them is looked at later: Java logs every certificate it reads, and nobody has said how yet.
        readable(certificate, first.get(), values);
        readable(key, second.get(), values);
        return Optional.of(new TlsFiles(first.get(), second.get()));
    }

    private static void readable(Key<?> key, Path file, Values values) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            mistake(key, file + " cannot be read", values);
        }
    }

    private static Optional<String> secret(Values values) {
        Optional<Path> file = values.of(SECRET_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file.get())) {
            String text = lines.findFirst().orElse("").strip().replaceAll("^/+|/+$", "");
            if (text.length() >= LEAST_SECRET && text.length() <= MOST_SECRET
                    && text.matches("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")) {
                return Optional.of(text);
            }
            mistake(SECRET_FILE, file.get() + ": its first line must be " + LEAST_SECRET + " to " + MOST_SECRET
                    + " letters, digits, -, _, . and ~", values);
        } catch (IOException | UncheckedIOException e) {
            mistake(SECRET_FILE, file.get() + " cannot be read", values);
        }
        return Optional.empty();
    }

    private static void mistake(Key<?> key, String what, Values values) {
        values.mistake(values.text(key).where() + ": " + key.name() + ": " + what);
    }
}
