// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// How much a transport carries (zk-pull.md sections 1.2 and 6.4). Immutable.
///
/// @param data bytes of data in one packet
/// @param chunk bytes a client may ask for at once
record Reach(int data, int chunk) {

    static final Reach TCP = new Reach(1 << 20, Dialect.LARGEST_CHUNK);
    static final Reach UDP = new Reach(1024, 16_384);
}
