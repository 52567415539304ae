// SPDX-License-Identifier: Apache-2.0
package muster.mail;

/// A mail was not sent, to nobody. The message is a sentence for people, without password.
public final class MailException extends Exception {

    private static final long serialVersionUID = 1L;

    /// Why not.
    public enum Kind {
        /// Nobody answers there, or the line broke; in the last case it is not known whether the mail was taken.
        UNREACHABLE,
        /// The connection cannot be protected as it must be.
        TLS,
        /// User or password are wrong, or the server wants some.
        LOGIN,
        /// An address is none, or every one of them was refused.
        ADDRESS,
        /// The server refused the mail.
        REFUSED
    }

    private final Kind kind;

    MailException(Kind kind, String message, Exception cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// Why not.
    public Kind kind() {
        return kind;
    }
}
