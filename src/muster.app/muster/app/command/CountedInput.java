// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An input that knows how far it has been read. For one thread.
final class CountedInput extends FilterInputStream {

    private long count;

    CountedInput(InputStream in) {
        super(in);
    }

    /// How many bytes have been read.
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
