// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// The numbers of the requests of one session: from 0, and after 65534 from 0 again, for 65535 is never sent
/// (zk-pull.md section 2.2). Not thread-safe.
final class ReplyIds {

    private static final int COUNT = 65_535;

    private int next;

    int next() {
        int id = next;
        next = (next + 1) % COUNT;
        return id;
    }
}
