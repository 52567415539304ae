// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import muster.journal.JournalException.Kind;
import org.sqlite.SQLiteErrorCode;

/// From what SQLite and the file system say to what an operator needs to know. Thread-safe.
final class Failures {

    /// With less free space than this a disk is called full: SQLite tells it as an I/O error where it grows
    /// its shared file, and one small commit that still fits heals nothing.
    private static final long NO_SPACE = 1 << 20;

    private final Path file;
    private final Path backups;

    Failures(Path file, Path backups) {
        this.file = file;
        this.backups = backups;
    }

    /// A commit that failed.
    JournalException writing(Throwable cause) {
        return of(cause, "cannot be written", "Nothing is acknowledged meanwhile; what was before stays in it.");
    }

    /// A question that could not be answered.
    JournalException reading(Throwable cause) {
        return of(cause, "cannot be read", "Nothing in it was changed.");
    }

    /// A file that could not be opened.
    JournalException opening(Throwable cause) {
        return of(cause, "cannot be opened", "Nothing in it was changed.");
    }

    /// A copy that could not be made; this is about the copy's disk.
    ///
    /// @param journal what was to be copied
    JournalException copying(Path journal, Exception cause) {
        Kind kind = kind(cause);
        return kind == Kind.FULL
                ? new JournalException(kind, "there is no room for a copy of the journal in " + file.getParent()
                        + ". No half copy was left there; the journal is as it was.", "Free some space there.", cause)
                : new JournalException(kind, "the journal " + journal + " cannot be copied to " + file.getParent()
                        + " (" + cause.getMessage() + "). The journal is as it was.",
                        "Is the disk there, and may you write to it?", cause);
    }

    /// Whoever comes after the journal was closed.
    JournalException closed() {
        return new JournalException(
                Kind.IO,
                "the journal " + file + " is closed; nothing was written",
                "Send it again when muster is running.",
                null);
    }

    /// A file that is not where it was.
    JournalException moved() {
        return new JournalException(
                Kind.IO,
                "the journal " + file + " was moved, deleted or replaced while muster was using it. "
                        + "Nothing is acknowledged until it is back.",
                "Put the file back, or stop muster and start it again to go on with what is there now.",
                null);
    }

    private JournalException of(Throwable cause, String what, String kept) {
        Kind kind = kind(cause);
        String message =
                switch (kind) {
                    case FULL -> "the disk that holds the journal " + file + " is full. " + kept;
                    case CORRUPT -> "the journal " + file + " is damaged (" + cause.getMessage() + "). " + kept;
                    case NOT_A_JOURNAL -> "the file " + file + " is no journal of muster. Nothing in it was changed.";
                    case BUSY_ELSEWHERE -> "the journal " + file + " is locked by another program. " + kept;
                    default -> "the journal " + file + " " + what + " (" + cause.getMessage() + "). " + kept;
                };
        return new JournalException(kind, message, hint(kind), cause);
    }

    private String hint(Kind kind) {
        return switch (kind) {
            case FULL -> "Free some space; muster goes on by itself.";
            case CORRUPT ->
                "Stop muster and copy the file and its -wal away; then put back the newest copy from " + backups
                        + " or save what can be read with: sqlite3 " + file + " .recover";
            case NOT_A_JOURNAL -> "Name another file or directory, or move this one away.";
            case BUSY_ELSEWHERE -> "End the program that has the file open (lsof " + file + " names it).";
            default -> "Look at the disk and at the rights of " + file.toAbsolutePath().getParent() + ".";
        };
    }

    private Kind kind(Throwable cause) {
        if (!(cause instanceof SQLException e)) {
            return cause instanceof IOException && noSpace() ? Kind.FULL : Kind.IO;
        }
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_FULL -> Kind.FULL;
            case SQLITE_CORRUPT -> Kind.CORRUPT;
            case SQLITE_NOTADB -> Kind.NOT_A_JOURNAL;
            case SQLITE_BUSY, SQLITE_LOCKED -> Kind.BUSY_ELSEWHERE;
            case SQLITE_IOERR, SQLITE_CANTOPEN -> noSpace() ? Kind.FULL : Kind.IO;
            default -> Kind.IO;
        };
    }

    /// Whether the disk is full, or as good as that.
    boolean noSpace() {
        long free = freeBytes();
        return free >= 0 && free < NO_SPACE;
    }

    /// Free space where the file is; -1 when it cannot be told.
    long freeBytes() {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        } catch (IOException unknown) {
            return -1;
        }
    }
}
