// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import muster.client.Api;
import picocli.CommandLine.Option;

/// Which muster to ask.
final class DaemonOptions {

    private static final String USUAL = "http://127.0.0.1:8888";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The API of the muster to ask; else $MUSTER_URL, else " + USUAL + ".")
    private String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The file that holds the API's key; else $MUSTER_KEY_FILE.")
    private Path keyFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The certificates (PEM) to trust for an https URL, else $MUSTER_CA, else the system's.")
    private Path authority;

    /// Whether an address or a key was given on the command line.
    boolean given() {
        return url != null || keyFile != null;
    }

    /// The API that the options and the environment name. Nothing is sent yet.
    Api api(Surroundings surroundings) throws UserError {
        return api(surroundings, null);
    }

    /// The same.
    ///
    /// @param patience how long to wait for an answer; null = as long as the longest order takes
    Api api(Surroundings surroundings, Duration patience) throws UserError {
        return api(url(surroundings), keyFile(surroundings), authority(surroundings), patience);
    }

    /// The API at a URL.
    ///
    /// @param key the file with its key; null = none
    /// @param authority the file with the certificates to trust; null = those of this system
    /// @param patience how long to wait for an answer; null = as long as the longest order takes
    static Api api(String url, Path key, Path authority, Duration patience) throws UserError {
        try {
            URI base = new URI(url);
            return Api.at(base, key, authority, patience == null ? Api.PATIENCE : patience);
        } catch (URISyntaxException e) {
            throw new UserError(ExitCode.USAGE, "\"" + e.getInput() + "\" is no URL", "one looks like " + USUAL);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), "");
        } catch (NoSuchFileException e) {
            throw new UserError(ExitCode.NO_INPUT, isCalled(e, authority)
                    ? "there is no certificate file " + authority
                    : "there is no key file " + key, "");
        } catch (AccessDeniedException e) {
            throw new UserError(ExitCode.NO_PERMISSION, "you may not read the " + (isCalled(e, authority)
                    ? "certificate file " + authority
                    : "key file " + key), "ask whoever runs this muster");
        } catch (IOException e) {
            throw new UserError(ExitCode.BAD_DATA, e.getMessage(), e.getMessage().startsWith("the key file")
                    ? "it should hold the key and nothing else"
                    : "it should hold certificates in PEM, -----BEGIN CERTIFICATE-----");
        }
    }

    private static boolean isCalled(FileSystemException failure, Path file) {
        return file != null && file.toString().equals(failure.getFile());
    }

    /// The file with the certificates to trust; null when none is named.
    Path authority(Surroundings surroundings) throws UserError {
        return authority == null ? path("MUSTER_CA", surroundings) : authority;
    }

    /// The file with the key; null when none is named.
    Path keyFile(Surroundings surroundings) throws UserError {
        return keyFile == null ? path("MUSTER_KEY_FILE", surroundings) : keyFile;
    }

    /// Where it is asked.
    String url(Surroundings surroundings) {
        if (url != null) {
            return url;
        }
        String variable = surroundings.variable("MUSTER_URL");
        return variable == null ? USUAL : variable;
    }

    private static Path path(String variable, Surroundings surroundings) throws UserError {
        try {
            String text = surroundings.variable(variable);
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserError(ExitCode.USAGE, variable + " is no path of a file", "");
        }
    }
}
