// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import muster.app.convex.PlainText;
import muster.app.sink.Trouble;

/// A target gave no answer, or was not to be asked. What it took of the request is not known.
public final class NoReply extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    NoReply(Trouble trouble) {
        super(trouble.text());
        this.trouble = trouble;
    }

    /// What the sink has to say of it: try again later, or [Trouble.Kind#STOP] for an address that is not allowed.
    public Trouble trouble() {
        return trouble;
    }

    /// What a failed call is, for people.
    ///
    /// @param at who was called
    /// @param failure what the call ended with
    static NoReply of(String at, Throwable failure) {
        if (has(failure, CertificateNotYetValidException.class) || has(failure, CertificateExpiredException.class)) {
            return retry(at + " cannot be trusted: by this machine's clock its certificate is not valid now",
                    "look at this machine's date, then at the target's certificate");
        }
        if (has(failure, CertPathBuilderException.class) || has(failure, CertificateException.class)) {
            return retry(at + " shows a certificate that this machine does not trust",
                    "the name in url is wrong, the certificate's issuer is not known here, or somebody is in between");
        }
        if (has(failure, SSLException.class)) {
            return retry(at + " does not speak TLS as it should: " + text(failure),
                    "https may have to be http in url, or the port is wrong");
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return retry(at + " cannot be found: its name is not known", "there is no network, or the name in url is "
                    + "wrong");
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return retry(at + " does not take the call", "the network is down or something blocks it");
        }
        if (has(failure, HttpTimeoutException.class) || has(failure, TimeoutException.class)) {
            return retry(at + " is too slow to answer; whether it took the records is not known", null);
        }
        if (has(failure, ConnectException.class)) {
            return retry(at + " cannot be reached", "the network is down or nothing runs there");
        }
        return retry(at + " broke off: " + text(failure) + "; whether it took the records is not known", null);
    }

    private static NoReply retry(String sentence, String cure) {
        return new NoReply(new Trouble(Trouble.Kind.RETRY, sentence, cure, null));
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return failure != null && (type.isInstance(failure) || has(failure.getCause(), type));
    }

    /// The first of a chain of failures that says something.
    private static String text(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one.getMessage() != null) {
                return PlainText.line(one.getMessage(), 200);
            }
        }
        return failure.getClass().getSimpleName();
    }
}
