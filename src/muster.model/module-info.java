// SPDX-License-Identifier: Apache-2.0

/// What crosses a wire or a disk, and its one JSON form.
///
/// Read in this order: [muster.model.Entry] (one line of the journal), [muster.model.Fact] (what it
/// carries), [muster.model.Punch] (the fact everything is about), [muster.model.PunchRow] (a punch as
/// the API, the exports and the sinks show it), [muster.model.Json].
///
/// A module of its own because it is the only one that knows JSON, and because every other module
/// speaks in these words.
module muster.model {
    requires transitive com.google.gson;

    exports muster.model;

    opens muster.model to com.google.gson;
}
