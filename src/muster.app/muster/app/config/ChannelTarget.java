// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.mail.MailSettings;

/// How a channel reaches people: the settings that only its type has.
public sealed interface ChannelTarget {

    /// The word for it in the configuration.
    String type();

    /// A signed webhook, as Standard Webhooks has it.
    ///
    /// @param secretFiles each first line is a secret `whsec_…`; two while one takes over from the other
    /// @param privateAddresses whether it may lie in a private network
    record Webhook(URI url, List<Path> secretFiles, boolean privateAddresses) implements ChannelTarget {
        @Override
        public String type() {
            return "webhook";
        }
    }

    /// Mails by SMTP.
    ///
    /// @param tls how the connection is protected
    /// @param user login, or empty for none
    /// @param passwordFile its first line is the password
    /// @param from the sender's address
    /// @param to the recipients' addresses
    record Email(
            String host,
            int port,
            MailSettings.Tls tls,
            Optional<String> user,
            Optional<Path> passwordFile,
            String from,
            List<String> to) implements ChannelTarget {
        @Override
        public String type() {
            return "email";
        }
    }

    /// Any HTTP service, by template: gateways for short messages, ntfy, Telegram.
    ///
    /// @param method `GET`, `POST` or `PUT`
    /// @param url with placeholders
    /// @param headers by name, their values with placeholders
    /// @param form how the body is written
    /// @param body with placeholders; empty for none
    /// @param secretFile its first line stands for `{secret}`
    /// @param to one call for each, whose `{to}` it is; empty = one call
    /// @param expect what stands in the answer to a message that was taken; empty = the status tells
    record Http(
            String method,
            String url,
            Map<String, String> headers,
            Form form,
            String body,
            Optional<Path> secretFile,
            List<String> to,
            String expect) implements ChannelTarget {
        @Override
        public String type() {
            return "http";
        }
    }

    /// How a body is written.
    enum Form {
        /// JSON; what is put into it stands within a text of it.
        JSON,
        /// A form as a web page sends it.
        FORM,
        /// Plain text.
        TEXT
    }

    /// Short messages through a modem on this machine.
    ///
    /// @param to the recipients' numbers
    record Modem(List<String> to) implements ChannelTarget {
        @Override
        public String type() {
            return "modem";
        }
    }
}
