// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.util.function.Supplier;
import muster.app.door.Door;
import muster.app.door.DoorView;
import muster.app.door.PhoneSource;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Refresher;
import muster.app.gathering.Roster;
import muster.model.ScannerStatus;

/// What of muster the API opens to those who hold events. Immutable.
///
/// @param gatherings the events
/// @param roster who is on their lists
/// @param refresher is told when somebody looks at the events
/// @param door where people are checked in
/// @param view how the events go
/// @param phones who takes what another scanner heard
/// @param scanner the Bluetooth scanner as it is now
public record DoorSide(
        Gatherings gatherings,
        Roster roster,
        Refresher refresher,
        Door door,
        DoorView view,
        PhoneSource phones,
        Supplier<ScannerStatus> scanner) {}
