// SPDX-License-Identifier: Apache-2.0

/// The program: it knows every other module, nobody knows it, and it exports nothing.
///
/// Read in this order: `muster.app.Main`, `muster.app.Daemon` (the wiring: what is started, in which
/// order, and given to whom), `muster.app.source.PushSource` (from a terminal's request to its
/// answer), `muster.app.intake.Intake` (from a line to a punch in the journal),
/// `muster.app.door.Door` (from a phone or a badge to a check-in), `muster.app.sink.SinkLoop` (from the
/// journal to whoever wants it), `muster.app.http.ApiServer` (what operators and programs see).
///
/// The packages `source`, `http` and `command` do not know each other; only the wiring knows them all.
module muster.app {
    requires info.picocli;
    requires java.net.http;
    requires java.xml;
    requires jdk.httpserver;
    requires jdk.unsupported;
    requires muster.access;
    requires muster.ble;
    requires muster.client;
    requires muster.journal;
    requires muster.mail;
    requires muster.model;
    requires muster.modem;
    requires muster.sql;
    requires muster.systemd;
    requires muster.zk;
    requires org.dhatim.fastexcel;
    requires org.tomlj;
    requires org.tinylog.api;
    requires org.tinylog.impl;

    provides System.LoggerFinder with
            muster.app.Loggers;

    // picocli fills the commands' fields, tinylog makes the writer that it finds by its name
    opens muster.app to
            info.picocli,
            org.tinylog.api;
    opens muster.app.command to
            info.picocli;
    // the keys of the API, as they are kept
    opens muster.app.key to
            com.google.gson;
    // the final numbers of a simulation, as JSON
    opens muster.app.simulate to
            com.google.gson;
}
