// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes terminals, all usual but for what a test changes.
final class Rig {

    static final Instant MORNING = Instant.parse("2026-11-20T02:35:09Z");
    static final InstantSource STANDING = Clock.fixed(MORNING, ZoneOffset.UTC);
    static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    InstantSource clock = STANDING;
    long key;
    RecordLayout layout = RecordLayout.FULL;
    UserLayout userLayout = UserLayout.LONG;
    Flow flow = Flow.USUAL;
    int unit = Dialect.LARGEST_CHUNK;
    int eventSize = 32;
    int countsSize = 92;
    Long claimed;
    boolean access;
    Manners.Welcome welcome = Manners.Welcome.CLASSIC;
    Manners.SecondClient second = Manners.SecondClient.REFUSE;
    Manners.Unacknowledged unacknowledged = Manners.Unacknowledged.IGNORE;
    Duration patience = Duration.ofMillis(20);
    Duration away = Duration.ofMillis(50);
    Faults faults = Faults.NONE;
    int users = 12;
    int records = 40;
    double rate;
    boolean tcp = true;
    boolean udp;

    Rig faults(String... texts) {
        faults = Faults.parse(List.of(texts));
        return this;
    }

    private Identity identity() {
        return new Identity("TSTATT000001", Identity.USUAL_FIRMWARE, Map.of("~PIN2Width", "14"), key);
    }

    private Dialect dialect() {
        return new Dialect(layout, userLayout, flow, unit, eventSize, countsSize, claimed, access);
    }

    Manners manners() {
        return new Manners(welcome, second, unacknowledged, patience, Duration.ofMillis(30), away);
    }

    Mischief mischief() {
        return new Mischief(faults, new Random(7));
    }

    Device device(Mischief mischief) {
        TerminalClock wall = new TerminalClock(clock, KOLKATA, Duration.ZERO, 0);
        Device device = new Device(identity(), dialect(), wall, clock, mischief, new Random(7));
        device.populate(users, records);
        return device;
    }

    DeviceServer open() throws IOException {
        Mischief mischief = mischief();
        Place place = new Place(InetAddress.getLoopbackAddress(), 0, tcp, udp);
        return new DeviceServer(device(mischief), manners(), mischief, clock, place, rate);
    }
}
