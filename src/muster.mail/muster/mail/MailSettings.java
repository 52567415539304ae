// SPDX-License-Identifier: Apache-2.0
package muster.mail;

import java.time.Duration;
import java.util.List;

/// Through which server mails go, from whom and to whom. Immutable.
///
/// @param host name or address of the server
/// @param port 1 to 65535; customary are 25 (NONE), 587 (STARTTLS), 465 (TLS)
/// @param tls how the connection is protected
/// @param user login, or null to send without one
/// @param password of that user, or null
/// @param from the sender's address
/// @param to addresses, at least one
/// @param connectTimeout how long to connect may take
/// @param timeout how long the server may take for each of its answers
public record MailSettings(
        String host,
        int port,
        Tls tls,
        String user,
        String password,
        String from,
        List<String> to,
        Duration connectTimeout,
        Duration timeout) {

    /// How a connection is protected.
    public enum Tls {
        /// Not at all: for a server on this machine or in a trusted network.
        NONE,
        /// It begins in the clear and is encrypted before anything is said (RFC 3207); a server that cannot is left.
        STARTTLS,
        /// From its first byte on (RFC 8314).
        TLS
    }

    /// Copies the addresses, so that the record stays immutable.
    public MailSettings {
        to = List.copyOf(to);
    }

    /// Without the password.
    @Override
    public String toString() {
        return from + " through " + host + ":" + port + " to " + String.join(", ", to);
    }
}
