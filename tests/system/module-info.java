// SPDX-License-Identifier: Apache-2.0

/// The program as it ships, seen from outside: its launcher, its two doors, its files.
///
/// Read in this order: `Muster` (a daemon that runs), `Program` (a command that ends), `Raw` (bytes on a
/// socket), `Follower` (a stream's client), `JournalFile` (the file by plain SQL). The torture: `Fault` (what may go
/// wrong), `MixedTortureTest` (the rounds), `TortureScene` (a daemon and all around it), `TortureCheck` (what must hold).
///
/// A module of its own, which knows nothing of the program but the words on its wires.
open module muster.system {
    requires com.google.gson;
    requires java.net.http;
    requires java.sql;
    requires muster.model;
    requires org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.xerial.sqlitejdbc;
}
