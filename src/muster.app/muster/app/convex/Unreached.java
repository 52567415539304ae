// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

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

/// Tells people why nobody answered.
final class Unreached {

    private static final String KEPT = "what was fetched before is used; it is tried again";

    private Unreached() {}

    /// The problem that a failed call is.
    ///
    /// @param address of the backend
    /// @param failure what the call ended with
    static ConvexProblem of(String address, Throwable failure) {
        String at = "the backend " + address;
        if (has(failure, CertificateNotYetValidException.class) || has(failure, CertificateExpiredException.class)) {
            return problem(at + " cannot be trusted: by this machine's clock its certificate is not valid now",
                    "look at this machine's date; " + KEPT);
        }
        if (has(failure, CertPathBuilderException.class) || has(failure, CertificateException.class)) {
            return problem(at + " shows a certificate that this machine does not trust",
                    "the name in backend.url is wrong, this machine's date is, or somebody is in between; " + KEPT);
        }
        if (has(failure, SSLException.class)) {
            return problem(at + " does not speak TLS as it should: " + text(failure),
                    "https may have to be http in backend.url, or the port is wrong; " + KEPT);
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return problem(at + " cannot be found: its name is not known", "there is no network, or the name in "
                    + "backend.url is wrong; " + KEPT);
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return problem(at + " does not take the call", "the network is down or something blocks it; " + KEPT);
        }
        if (has(failure, HttpTimeoutException.class) || has(failure, TimeoutException.class)) {
            return problem(at + " is too slow to answer", "the line is slow or the backend is busy; " + KEPT);
        }
        if (has(failure, ConnectException.class)) {
            return problem(at + " cannot be reached", "the network is down or nothing runs there; " + KEPT);
        }
        return problem(at + " broke off: " + text(failure), KEPT);
    }

    private static ConvexProblem problem(String sentence, String hint) {
        return new ConvexProblem(ConvexProblem.Kind.UNREACHABLE, 0, sentence, hint);
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
