// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.nio.file.Path;

/// The files of a certificate. Immutable.
///
/// @param certificate PEM, the own one first, then those that vouch for it
/// @param key PEM, PKCS#8
public record TlsFiles(Path certificate, Path key) {}
