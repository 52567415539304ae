// SPDX-License-Identifier: Apache-2.0

/// What talks to a running muster: its API as typed calls, and its stream as a loop.
///
/// Read in this order: [muster.client.Api] (one method for each endpoint), [muster.client.ApiException]
/// (why a call brought nothing), [muster.client.Stream] (everything that happens, once and in order,
/// across lost connections), [muster.client.top.Top] (the dashboard in a terminal window).
///
/// A module of its own because whatever an operator sees goes through the API: it cannot open the
/// database, and others may use it as a library.
module muster.client {
    requires transitive muster.model;
    requires com.googlecode.lanterna;
    requires java.net.http;

    exports muster.client;
    exports muster.client.top;

    opens muster.client to com.google.gson;
}
