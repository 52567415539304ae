// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.time.InstantSource;

/// What every connection of one listener shares.
record Door(
        Service service,
        ListenerSettings settings,
        InstantSource time,
        Connections connections,
        BodyRoom room,
        Tally tally,
        Complaints complaints) {

    static Door of(Service service, ListenerSettings settings, InstantSource time) {
        Connections connections = new Connections(settings.connections(), settings.connectionsPerAddress());
        return new Door(service, settings, time, connections, new BodyRoom(settings.bodyRoom()), new Tally(),
                new Complaints(time));
    }
}
