// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.List;

/// What is there and what is missing to hear phones.
///
/// @param findings what was looked at, in the order of dependence; never empty
/// @param reports how many reports were heard while listening
/// @param heard the newest report of each device heard, strongest first; at most 1,000 devices
public record Diagnosis(List<Finding> findings, long reports, List<Advertisement> heard) {

    /// How bad a finding is.
    public enum Grade {
        /// As it should be.
        OK,
        /// Works, but look at it.
        WARNING,
        /// No phone will be heard before this is mended.
        ERROR
    }

    /// One thing that was looked at.
    ///
    /// @param what `bus`, `bluez`, `permission`, `adapter`, `power` or `air`
    /// @param grade how bad it is
    /// @param sentence what was found
    /// @param cure what to do; null when nothing is to be done
    public record Finding(String what, Grade grade, String sentence, String cure) {}

    /// Takes copies.
    public Diagnosis {
        findings = List.copyOf(findings);
        heard = List.copyOf(heard);
    }

    /// Looks at everything and listens. An adapter that is off is switched on only if the settings say so; what
    /// else scans on this machine goes on.
    ///
    /// @param listen how long to listen for advertisements, if there is an adapter that can
    /// @param settings which adapters
    public static Diagnosis of(Duration listen, RadioSettings settings) throws InterruptedException {
        return new Examination(settings, null, RfKill.system()).run(listen);
    }
}
