// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Every punch that was acknowledged, a line each: serial, tab, the punch as it was sent. What is in
/// here must be in the journal, whatever happened in between. Thread-safe.
public final class Ledger {

    private final ReentrantLock lock = new ReentrantLock();
    private final Writer out;

    /// Writes to this; closing is the giver's business.
    public Ledger(Writer out) {
        this.out = out;
    }

    /// Notes a batch that was acknowledged; it is out of this program when this returns.
    ///
    /// @throws UncheckedIOException if it cannot be written: then the rest of the run would prove nothing
    void acknowledged(String serial, List<String> punches) {
        lock.lock();
        try {
            for (String punch : punches) {
                out.write(serial);
                out.write('\t');
                out.write(punch);
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
