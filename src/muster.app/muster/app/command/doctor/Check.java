// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.List;

/// One of the things that [Checks] looks at. Stateless, changes nothing and never fails: what cannot be looked at
/// is a finding as well.
interface Check {

    /// What it found; empty when the patient has no such part.
    List<Finding> run(Patient patient) throws InterruptedException;
}
