// SPDX-License-Identifier: Apache-2.0
package muster.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/// Sends mails of plain text, each over a connection of its own. Thread-safe.
public final class MailSender {

    private final MailSettings settings;
    private final InstantSource clock;

    /// @param clock for the mails' date
    public MailSender(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Sends a mail and waits until the server has taken it: for as long as connecting and some five answers may take.
    /// An interrupt breaks the connection off. When some recipients are refused, the others get it all the same.
    ///
    /// @param subject one line; control characters in it become blanks
    /// @param text lines with `\n` between them
    /// @throws MailException if nobody gets it
    public Sent send(String subject, String text) throws MailException {
        try {
            Session session = Session.getInstance(properties());
            Address[] to = addresses();
            MimeMessage message = message(session, to, subject, text);
            try (Transport transport = session.getTransport(protocol())) {
                transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
                return transfer(transport, message, to);
            }
        } catch (MessagingException e) {
            throw new Failure(settings).of(e);
        }
    }

    private Sent transfer(Transport transport, MimeMessage message, Address[] to) throws MessagingException {
        try {
            transport.sendMessage(message, to);
            return new Sent("taken by " + settings.host(), "");
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw e;
            }
            return new Sent("taken by " + settings.host() + " for " + e.getValidSentAddresses().length + " of "
                    + to.length, Failure.refusals(e));
        }
    }

    private String protocol() {
        return settings.tls() == MailSettings.Tls.TLS ? "smtps" : "smtp";
    }

    /// What they mean stands in the documentation of the package org.eclipse.angus.mail.smtp.
    private Properties properties() {
        String prefix = "mail." + protocol() + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", String.valueOf(settings.connectTimeout().toMillis()));
        properties.setProperty(prefix + "timeout", String.valueOf(settings.timeout().toMillis()));
        properties.setProperty(prefix + "writetimeout", String.valueOf(settings.timeout().toMillis()));
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "quitwait", "false");
        if (settings.tls() == MailSettings.Tls.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (settings.user() != null) {
            properties.setProperty(prefix + "auth", "true");
            properties.setProperty(prefix + "auth.mechanisms", "PLAIN LOGIN");
        }
        return properties;
    }

    private Address[] addresses() throws MailException {
        List<Address> addresses = new ArrayList<>();
        for (String address : settings.to()) {
            addresses.add(address(address));
        }
        return addresses.toArray(Address[]::new);
    }

    private static InternetAddress address(String text) throws MailException {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            return address;
        } catch (AddressException e) {
            throw new MailException(MailException.Kind.ADDRESS,
                    "the mail was not sent: \"" + text + "\" is no mail address", e);
        }
    }

    private MimeMessage message(Session session, Address[] to, String subject, String text)
            throws MessagingException, MailException {
        InternetAddress from = address(settings.from());
        MimeMessage message = new NamedMessage(session, from.getAddress());
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to);
        // a line end here would be the beginning of another header
        message.setSubject(subject.replaceAll("\\p{Cntrl}+", " ").strip(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834 section 5: who is away need not answer a machine
        message.setHeader("Auto-Submitted", "auto-generated");
        // as bytes, because texts would be written by a part of the library that is looked up by name
        message.setDataHandler(new DataHandler(new ByteArrayDataSource(
                text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=UTF-8")));
        message.saveChanges();
        return message;
    }

    /// Has an id that tells neither this machine's name nor its user's.
    private static final class NamedMessage extends MimeMessage {

        private final String from;

        NamedMessage(Session session, String from) {
            super(session);
            this.from = from;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + from.substring(from.lastIndexOf('@')) + ">");
        }
    }
}
