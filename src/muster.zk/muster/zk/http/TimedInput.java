// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A socket's bytes, each read with no more patience than the connection's part has left, so that a
/// peer who drips bytes gains nothing by it.
final class TimedInput extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private final Progress progress;

    TimedInput(Socket socket, Progress progress) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        long patience = progress.patience();
        if (patience <= 0) {
            throw new SocketTimeoutException("time is over");
        }
        socket.setSoTimeout((int) Math.min(patience, Integer.MAX_VALUE));
        try {
            int count = in.read(to, from, length);
            progress.heard();
            return count;
        } catch (SocketTimeoutException silence) {
            if (progress.silenceEnds()) {
                return -1;
            }
            throw silence;
        }
    }
}
