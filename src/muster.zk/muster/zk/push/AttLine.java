// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// One line of an attendance upload: a punch, or a line that is none and is kept all the same.
public sealed interface AttLine permits AttPunch, Unreadable {

    /// The bytes of the line without its end. Not to be changed.
    byte[] raw();
}
