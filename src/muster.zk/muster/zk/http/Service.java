// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.net.InetAddress;

/// Who answers the terminals' requests: the wall between their bytes and what is done with them.
@FunctionalInterface
public interface Service {

    /// Answers one request. Called by many threads at once, one per connection; it may block until the
    /// records are on disk. Whatever it throws unexpectedly becomes a 503, which makes the terminal
    /// keep its data and try again.
    ///
    /// @param from the address the connection came from
    /// @throws InterruptedException if the listener is closing; no reply is sent
    Reply answer(Request request, InetAddress from) throws InterruptedException;
}
