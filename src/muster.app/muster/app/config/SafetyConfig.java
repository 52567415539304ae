// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import muster.app.terminal.Network;

/// Who may reach the two planes, and how. Immutable. What each setting means stands in [SafetyKeys].
public record SafetyConfig(Api api, Push push) {

    /// The operators' plane.
    public record Api(Optional<TlsFiles> tls, List<Network> addresses) {}

    /// The terminals' plane.
    ///
    /// @param secret the path secret, read from its file
    public record Push(
            Optional<InetSocketAddress> tlsListen,
            Optional<TlsFiles> tls,
            String tlsMinimum,
            Optional<String> secret,
            int rate,
            int ratePerAddress,
            List<Network> commandAddresses) {

        /// Fit for a log: without the secret.
        @Override
        public String toString() {
            return "tls " + tlsListen + ", " + (secret.isPresent() ? "with" : "no") + " path secret";
        }
    }
}
