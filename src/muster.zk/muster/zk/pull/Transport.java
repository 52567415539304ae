// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// How packets travel to a terminal.
public enum Transport {
    /// TCP, and UDP where TCP is refused.
    AUTO,
    /// TCP only.
    TCP,
    /// UDP only, as old black-and-white terminals speak it.
    UDP
}
