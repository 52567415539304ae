// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

/// Told by the reader which part of a request comes next, so that a connection can give each part its
/// own time. When a time is over, reading throws [java.net.SocketTimeoutException].
interface Pace {

    /// No times: bytes from a file or a test.
    Pace NONE = new Pace() {
        @Override
        public void await() {}

        @Override
        public void head() {}

        @Override
        public void body() {}

        @Override
        public void openEnd() {}
    };

    /// Nothing of the next request is here yet.
    void await();

    /// Its first byte is here.
    void head();

    /// Its head is whole.
    void body();

    /// Nobody said how long the body is: from now on a silence reads as the end of the stream.
    void openEnd();
}
