// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.time.InstantSource;

/// What every connection of one listener shares.
///
/// @param tls how connections are secured, or null for plain ones
record Door(
        Service service,
        ListenerSettings settings,
        DateField date,
        Tls tls,
        Connections connections,
        BodyRoom room,
        Tally tally,
        Complaints complaints) {

    static Door of(Service service, ListenerSettings settings, InstantSource time, Tls tls) {
        Connections connections = new Connections(settings.connections(), settings.connectionsPerAddress());
        return new Door(service, settings, new DateField(time), tls, connections, new BodyRoom(settings.bodyRoom()),
                new Tally(), new Complaints(time));
    }
}
