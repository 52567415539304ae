// SPDX-License-Identifier: Apache-2.0

/// The journal: one SQLite file that holds everything that happened, in one dense sequence.
///
/// Read in this order: [muster.journal.Journal] (append, head, await, read), [muster.journal.Receipt]
/// (what became of each fact), [muster.journal.Records], [muster.journal.CheckIns] and
/// [muster.journal.Watching] (the questions that can be asked), [muster.journal.JournalException] (why
/// nothing was acknowledged). Behind them: `Writer` is the one thread that writes, `Tables` the schema,
/// `Schema` how a file gets from one version to the next.
///
/// A module of its own because nobody else may write a row or read the file: what is in it was
/// committed before anybody was told so.
module muster.journal {
    requires transitive muster.model;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports muster.journal;
}
