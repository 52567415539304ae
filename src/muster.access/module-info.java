// SPDX-License-Identifier: Apache-2.0

/// Punches into an Access file `att2000.mdb`, each once in effect, a batch whole or not at all.
///
/// Read in this order: [muster.access.AccessFile] (put punches, ask what putting them would change),
/// [muster.access.AccessPunch] and [muster.access.Placed] (what goes in and what came of it),
/// [muster.access.AccessTrouble] (why nothing was written). Behind them: `LockFile` keeps other programs out, `Backups`
/// the copies, `HeldPages` and `PageLog` make a batch whole, `Att2000` knows the tables.
///
/// A module of its own because nobody else needs Jackcess.
module muster.access {
    requires com.healthmarketscience.jackcess;

    exports muster.access;
}
