// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Notice;

/// The binding key some terminals show at their init (`pushcommkey`): remembered from the first time, and
/// told to the operator when it changes. It is sent in clear, so it proves nothing, but another one means
/// another terminal (zk-push.md section 12). Thread-safe.
public final class BindingKeys {

    private static final Logger LOG = System.getLogger(BindingKeys.class.getName());

    /// How the key's fingerprint is filed among what a terminal reported.
    private static final String REPORTED = "binding_key";

    private static final int LENGTH = 16;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Journal journal;

    /// Writes its notices to this journal.
    public BindingKeys(Journal journal) {
        this.journal = journal;
    }

    /// What to remember of a key that is shown.
    ///
    /// @param known what the terminal reported before
    Map<String, String> shown(Visit visit, Map<String, String> known) throws JournalException, InterruptedException {
        String key = visit.parameter("pushcommkey");
        if (key.isEmpty()) {
            return Map.of();
        }
        String fingerprint = fingerprint(visit.serial() + " " + key);
        String before = known.get(REPORTED);
        if (before == null) {
            return Map.of(REPORTED, fingerprint);
        }
        if (!before.equals(fingerprint) && told.add(visit.serial() + fingerprint)) {
            tell(visit);
        }
        return Map.of();
    }

    private void tell(Visit visit) throws JournalException, InterruptedException {
        String message = "terminal " + visit.serial() + " shows another binding key than before, calling from "
                + visit.address().getHostAddress() + ": it was replaced, or somebody imitates it";
        LOG.log(Level.WARNING, message);
        journal.append(List.of(new Notice(Notice.Level.WARNING, "warning", visit.serial(), message,
                Map.of("terminal", visit.serial()), visit.at())));
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
