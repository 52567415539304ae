// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a stream's client wants. Immutable.
///
/// @param terminal of this terminal only; null = any, and what is about none
/// @param kinds as in [muster.model.Fact#kind()]; empty = every kind
record StreamFilter(String terminal, Set<String> kinds) {

    boolean passes(Frame frame) {
        return frame.bytes().length > 0
                && (terminal == null || terminal.equals(frame.terminal()))
                && (kinds.isEmpty() || kinds.contains(frame.kind()));
    }

    /// What is to be sent of frames that are ready together: those that pass, and what can be one message
    /// is one. This is done for each client, so that none is told of a person twice or never.
    List<Frame> pick(List<Frame> ready) {
        List<Frame> passing = ready.stream().filter(this::passes).toList();
        List<Frame> picked = new ArrayList<>(passing.size());
        int together = 0;
        for (int i = 0; i < passing.size(); i++) {
            Frame frame = passing.get(i);
            together++;
            if (i + 1 == passing.size() || !frame.goesOnWith(passing.get(i + 1))) {
                picked.add(together == 1 ? frame : frame.together(together));
                together = 0;
            }
        }
        return picked;
    }
}
