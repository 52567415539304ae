// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// One line of an access terminal's log: somebody went through, or something else happened.
public sealed interface AccessLine permits AccessPunch, AccessRecord, Unreadable {}
