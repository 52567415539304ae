// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

/// More keys are waiting to be looked at than one core can hash.
public final class KeysBusy extends Exception {

    private static final long serialVersionUID = 1;

    KeysBusy() {
        super("too many keys are being looked at", null, false, false);
    }
}
