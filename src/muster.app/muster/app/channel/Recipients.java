// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells several recipients one by one. When one of them cannot be told, the next attempt leaves out those who were.
/// For one thread at a time.
final class Recipients {

    /// The message that is being told and a test between its attempts.
    private static final int REMEMBERED = 4;

    /// How one of them is told.
    interface Way {
        /// @return what the other side said
        String tell(String recipient) throws ChannelException, InterruptedException;
    }

    private final List<String> all;
    private final Map<String, Set<String>> told = new LinkedHashMap<>();

    Recipients(List<String> all) {
        this.all = List.copyOf(all);
    }

    /// Tells everybody who was not told of a message yet, even if one of them cannot be told.
    ///
    /// @param id the message's
    /// @return what was said last
    /// @throws ChannelException what went wrong first
    String tell(String id, Way way) throws ChannelException, InterruptedException {
        Set<String> done = told.computeIfAbsent(id, _ -> new LinkedHashSet<>());
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        ChannelException failed = null;
        String said = "";
        for (String recipient : all) {
            if (!done.contains(recipient)) {
                try {
                    said = way.tell(recipient);
                    done.add(recipient);
                } catch (ChannelException e) {
                    failed = failed == null ? e : failed;
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
        told.remove(id);
        return said;
    }
}
