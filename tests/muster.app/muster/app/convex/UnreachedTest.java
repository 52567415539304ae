// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import muster.app.convex.ConvexProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Why nobody answered, in words.
final class UnreachedTest {

    private static final String ADDRESS = "https://happy-otter-123.convex.site";

    /// `failure`, because of `cause`.
    private static <T extends Throwable> T because(T failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(because(new ConnectException(), new UnresolvedAddressException()),
                        "cannot be found: its name is not known"),
                Arguments.of(because(new ConnectException(), new ClosedChannelException()), "cannot be reached"),
                Arguments.of(new HttpConnectTimeoutException("HTTP connect timed out"), "does not take the call"),
                Arguments.of(new HttpTimeoutException("request timed out"), "is too slow to answer"),
                Arguments.of(new TimeoutException(), "is too slow to answer"),
                Arguments.of(
                        because(new SSLHandshakeException("x"), new CertPathBuilderException("unable to find")),
                        "shows a certificate that this machine does not trust"),
                Arguments.of(new SSLException("plaintext connection?"),
                        "does not speak TLS as it should: plaintext connection?"),
                Arguments.of(new IOException("received no bytes"), "broke off: received no bytes"),
                Arguments.of(because(new IOException(), new IOException("a\u001b[2J\nb")), "broke off: a [2J b"),
                Arguments.of(new IllegalStateException(), "broke off: IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsASentenceAndTellsWhatIsKept(Throwable failure, String sentence) {
        ConvexProblem problem = Unreached.of(ADDRESS, failure);
        assertEquals(Kind.UNREACHABLE, problem.kind());
        assertEquals(0, problem.status());
        assertEquals("the backend " + ADDRESS + " " + sentence, problem.getMessage());
        assertTrue(problem.hint().endsWith("what was fetched before is used; it is tried again"), problem.hint());
    }

    /// A Raspberry Pi that starts in 1970 trusts nobody, and nobody thinks of the clock.
    @Test
    void aCertificateOfTheFutureMeansThatThisMachinesClockIsWrong() {
        Throwable failure = because(new SSLHandshakeException("PKIX path validation failed"),
                new CertPathValidatorException("validity check failed",
                        new CertificateNotYetValidException("NotBefore: Fri Nov 20 2026")));
        ConvexProblem problem = Unreached.of(ADDRESS, failure);
        assertTrue(problem.getMessage().contains("by this machine's clock"), problem.getMessage());
        assertTrue(problem.hint().startsWith("look at this machine's date"), problem.hint());
        assertFalse(problem.getMessage().contains("PKIX"), problem.getMessage());
    }
}
