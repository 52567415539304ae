// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.lang.System.Logger.Level;
import java.time.Duration;

/// Keeps people from using the terminal while something runs, and lets them again in every case
/// (zk-pull.md section 6.5). One per session; calls take turns.
final class Pause {

    private static final System.Logger LOG = System.getLogger(Pause.class.getName());

    private final Conversation conversation;
    private final Duration longest;
    private volatile boolean disabled;

    Pause(Conversation conversation, Duration longest) {
        this.conversation = conversation;
        this.longest = longest;
    }

    /// What is done with the terminal.
    @FunctionalInterface
    interface Work<T> {
        T run() throws ProtocolException, InterruptedException;
    }

    /// Disables, works, enables. The terminal enables itself after a while, should it not hear of it.
    <T> T during(Work<T> work) throws ProtocolException, InterruptedException {
        // Said before it is known to be done: an answer that got lost must not leave it disabled.
        disabled = true;
        try {
            conversation.order(Commands.CMD_DISABLEDEVICE, LittleEndian.u32(Math.max(1, longest.toSeconds())));
            return work.run();
        } finally {
            enable();
        }
    }

    /// Enables, if it was disabled and not enabled since.
    void enable() {
        if (disabled && conversation.tidy(Commands.CMD_ENABLEDEVICE)) {
            disabled = false;
        }
        if (disabled) {
            LOG.log(Level.WARNING, conversation.terminal() + " was disabled and did not confirm that it is enabled"
                    + " again. It enables itself after " + longest.toSeconds() + " s, or by a restart.");
        }
    }
}
