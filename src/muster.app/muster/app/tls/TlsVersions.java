// SPDX-License-Identifier: Apache-2.0
package muster.app.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which versions of TLS are spoken.
public final class TlsVersions {

    /// What settings call them, oldest first.
    public static final List<String> WORDS = List.of("1.0", "1.1", "1.2", "1.3");

    /// For everybody but old terminals.
    public static final List<String> SAFE = List.of("TLSv1.3", "TLSv1.2");

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    /// Old firmware has neither newer versions nor a key exchange other than RSA.
    private static final Set<String> OLD = Set.of("TLSv1", "TLSv1.1", "TLS_RSA_*");

    private TlsVersions() {}

    /// Java's names of a version and all that are newer, newest first.
    ///
    /// @param word one of [#WORDS]
    public static List<String> from(String word) {
        return WORDS.subList(WORDS.indexOf(word), WORDS.size()).reversed().stream()
                .map(each -> each.equals("1.0") ? "TLSv1" : "TLSv" + each)
                .toList();
    }

    /// Prepares this Java, before it speaks TLS for the first time. It knows one list of what is too weak
    /// for the whole process; so whoever is to be spared the old versions says so where it listens, and for
    /// calls to others it is said here.
    ///
    /// @param oldest the oldest version that any port speaks, one of [#WORDS]
    public static void prepare(String oldest) {
        setUnlessGiven("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        if (WORDS.indexOf(oldest) < WORDS.indexOf("1.2")) {
            setUnlessGiven("jdk.tls.client.protocols", String.join(",", SAFE));
            Security.setProperty(DISABLED, without(Security.getProperty(DISABLED)));
        }
    }

    static String without(String disabled) {
        return Arrays.stream(disabled.split(","))
                .map(String::strip)
                .filter(each -> !OLD.contains(each))
                .collect(Collectors.joining(", "));
    }

    /// Suites with the weak key exchange that only old terminals need.
    public static String[] strong(String[] suites) {
        return Arrays.stream(suites).filter(suite -> !suite.startsWith("TLS_RSA_")).toArray(String[]::new);
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
