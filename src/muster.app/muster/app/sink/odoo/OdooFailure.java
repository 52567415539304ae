// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import muster.app.sink.Trouble;

/// Odoo did not do as it was told.
final class OdooFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Trouble trouble;

    private OdooFailure(String text, Trouble trouble) {
        super(text, null, false, false);
        this.trouble = trouble;
    }

    /// It concerns everything.
    static OdooFailure of(Trouble trouble) {
        return new OdooFailure(trouble.text(), trouble);
    }

    /// It concerns what was to be written: Odoo's own rules are against it.
    static OdooFailure refused(String text) {
        return new OdooFailure(text, null);
    }

    /// Why nothing more can be delivered now; null when only this record is refused.
    Trouble trouble() {
        return trouble;
    }
}
