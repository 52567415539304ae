// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

/// Something on its way to a client that may stop reading, as [Watchdog] sees it. Its text is fit for a log.
interface Outgoing {

    /// Whether it has been writing for this many looks without getting anything written. For one thread,
    /// which looks at regular intervals.
    boolean stuck(int looks);

    /// Ends it at once, inside a message if need be: an interrupted write closes the connection.
    void cut();
}
