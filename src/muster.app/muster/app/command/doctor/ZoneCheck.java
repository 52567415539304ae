// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The zone that terminals' clocks are taken to be in was chosen by somebody.
final class ZoneCheck implements Check {

    private static final String AREA = "zone";

    @Override
    public List<Finding> run(Patient patient) {
        return patient.local().map(config -> look(config.time().zone(), patient)).map(List::of).orElse(List.of());
    }

    private static Finding look(ZoneId zone, Patient patient) {
        if (patient.zoneGiven()) {
            return Finding.ok(AREA, "terminals without a zone of their own are in " + zone);
        }
        if (zone.normalized() instanceof ZoneOffset) {
            return Finding.warning(AREA, "time.zone is not set and this machine is in " + zone
                    + ", so the times of terminals are taken for that",
                    "set time.zone to where the terminals hang, such as \"Asia/Kolkata\"");
        }
        return Finding.note(AREA, "time.zone is not set; terminals are taken to be in " + zone
                + ", the zone of this machine", "set time.zone, so that a move of the machine changes nothing");
    }
}
