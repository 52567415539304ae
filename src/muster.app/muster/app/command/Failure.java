// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import muster.app.file.UnreadableFile;
import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.Problem;

/// Why a command failed, for people and for the shell. Immutable.
///
/// @param message what happened
/// @param hint what to do next; may be empty
public record Failure(ExitCode code, String message, String hint) {

    /// What an exception means. The one place where errors become exit codes.
    public static Failure of(Exception e) {
        return switch (e) {
            case UserError error -> new Failure(error.code(), error.getMessage(), error.hint());
            case ApiException api -> new Failure(code(api), api.getMessage(), api.hint());
            case JournalException journal -> new Failure(code(journal.kind()), journal.getMessage(), journal.hint());
            case UnreadableFile file -> new Failure(ExitCode.BAD_DATA, file.getMessage(), file.hint());
            case Refusal refusal -> new Failure(code(refusal.kind()), refusal.getMessage(), "");
            case NoSuchFileException file ->
                new Failure(ExitCode.NO_INPUT, "there is no file " + file.getFile(), "");
            case AccessDeniedException file ->
                new Failure(ExitCode.NO_PERMISSION, "no permission for " + file.getFile(), "");
            case IOException io -> new Failure(ExitCode.IO, text(io), "");
            case InterruptedException _ -> new Failure(ExitCode.TRY_AGAIN, "interrupted", "");
            default -> new Failure(ExitCode.BUG, "a fault in muster: " + e + place(e),
                    "please report this line and what you did");
        };
    }

    /// Says it to people.
    ///
    /// @return what the shell is to see
    public int tell(PrintStream err) {
        message.lines().forEach(text -> err.println("muster: " + Display.safe(text)));
        if (!hint.isEmpty()) {
            err.println("  " + Display.safe(hint));
        }
        err.flush();
        return code.number();
    }

    /// Where it happened, which is all that a report needs of a stack trace.
    private static String place(Exception e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static ExitCode code(ApiException api) {
        return switch (api.kind()) {
            case NO_ANSWER, NOT_MUSTER -> ExitCode.UNAVAILABLE;
            case PROBLEM -> code(api.problem().map(Problem::status).orElse(0));
        };
    }

    private static ExitCode code(Refusal.Kind kind) {
        return kind == Refusal.Kind.NOT_FOUND ? ExitCode.NO_INPUT : ExitCode.BAD_DATA;
    }

    private static ExitCode code(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NO_PERMISSION;
            case 404 -> ExitCode.NO_INPUT;
            case 409, 413, 422 -> ExitCode.BAD_DATA;
            case 429, 503 -> ExitCode.TRY_AGAIN;
            default -> ExitCode.BUG;
        };
    }

    private static ExitCode code(JournalException.Kind kind) {
        return switch (kind) {
            case BUSY_ELSEWHERE -> ExitCode.TRY_AGAIN;
            case CORRUPT, NEWER_SCHEMA, NOT_A_JOURNAL -> ExitCode.BAD_DATA;
            case FULL, IO -> ExitCode.IO;
        };
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
