// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

/// Who may use the API without a key, besides asking whether it is alive.
public enum WithoutKey {
    /// Whoever is on this machine: to look always, to change things as long as there is no key at all.
    LOOPBACK,
    /// Nobody.
    NOBODY
}
