// SPDX-License-Identifier: Apache-2.0
package muster.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Says in a sentence what went wrong with a mail.
final class Failure {

    private static final int LONGEST = 300;

    private final MailSettings settings;
    private final String server;

    Failure(MailSettings settings) {
        this.settings = settings;
        this.server = "mail server " + settings.host() + ":" + settings.port();
    }

    /// What an exception of the library means.
    MailException of(MessagingException e) {
        return switch (e) {
            case AuthenticationFailedException _ -> new MailException(MailException.Kind.LOGIN,
                    server + " does not let user " + settings.user() + " in (" + line(e) + ")", e);
            case SendFailedException failed when failed.getInvalidAddresses() != null
                    && failed.getInvalidAddresses().length > 0 -> new MailException(MailException.Kind.ADDRESS,
                    server + " refuses every recipient (" + refusals(failed) + ")", e);
            case SendFailedException _ -> refused(e);
            default -> other(e);
        };
    }

    private MailException other(MessagingException e) {
        if (has(e, SSLException.class) || String.valueOf(e.getMessage()).contains("STARTTLS")) {
            return new MailException(MailException.Kind.TLS,
                    server + " cannot be talked to in private (" + line(deepest(e)) + ")", e);
        }
        if (has(e, IOException.class) || e.getMessage() == null) {
            return new MailException(MailException.Kind.UNREACHABLE,
                    server + " cannot be reached or broke off (" + line(deepest(e)) + ")", e);
        }
        return refused(e);
    }

    private MailException refused(MessagingException e) {
        boolean login = String.valueOf(e.getMessage()).startsWith("530");
        return new MailException(login ? MailException.Kind.LOGIN : MailException.Kind.REFUSED,
                server + (login ? " wants user and password (" : " refuses the mail (") + line(e) + ")", e);
    }

    /// Whom the mail did not reach and what the server said of them.
    static String refusals(SendFailedException failed) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Exception one = failed; one != null;
                one = one instanceof MessagingException more ? more.getNextException() : null) {
            // a reply of the server as RFC 5321 section 4.2 has it, and no good one
            if (one.getMessage() != null && one.getMessage().matches("(?s)[45]\\d\\d\\b.*")) {
                reasons.add(line(one));
            }
        }
        String names = Stream.of(failed.getInvalidAddresses(), failed.getValidUnsentAddresses())
                .filter(Objects::nonNull).flatMap(Arrays::stream).map(Address::toString)
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? names : names + ": " + String.join("; ", reasons);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return failure != null && (type.isInstance(failure) || has(failure.getCause(), type));
    }

    private static Throwable deepest(Throwable failure) {
        return failure.getCause() == null ? failure : deepest(failure.getCause());
    }

    /// What an exception says, in one line of bounded length.
    private static String line(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
