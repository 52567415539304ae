// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.IOException;

/// The disk did not do it: told apart from what Jackcess throws over a file that is damaged.
final class DiskTrouble extends IOException {

    private static final long serialVersionUID = 1L;

    DiskTrouble(String text, IOException cause) {
        super(text, cause);
    }
}
