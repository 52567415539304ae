// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.Optional;
import muster.model.Problem;

/// A call of the API brought nothing. The message says what happened, [#hint()] what to do.
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is the matter.
    public enum Kind {
        /// Nobody listens there, or the connection broke before the answer was whole.
        NO_ANSWER,
        /// Somebody answered, but not as a muster does.
        NOT_MUSTER,
        /// Muster answered with a [Problem].
        PROBLEM
    }

    private final Kind kind;
    private final transient Problem problem;
    private final String hint;

    private ApiException(Kind kind, String message, String hint, Problem problem, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.problem = problem;
        this.hint = hint;
    }

    static ApiException noAnswer(String message, Throwable cause) {
        return new ApiException(
                Kind.NO_ANSWER, message, "is muster running? `systemctl status muster`", null, cause);
    }

    static ApiException notMuster(String message, Throwable cause) {
        return new ApiException(
                Kind.NOT_MUSTER, message, "does the URL name the API of a muster, and of this version?", null, cause);
    }

    static ApiException of(Problem problem) {
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        String hint = switch (problem.status()) {
            case 401 -> "give the key: --key-file FILE, or MUSTER_KEY_FILE in the environment";
            case 503 -> "try again; `muster status` tells what is wrong";
            default -> "";
        };
        return new ApiException(Kind.PROBLEM, detail, hint, problem, null);
    }

    /// What is the matter.
    public Kind kind() {
        return kind;
    }

    /// What muster said; empty unless [#kind()] is [Kind#PROBLEM].
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /// What to do next, a sentence for people; may be empty.
    public String hint() {
        return hint;
    }

    /// Whether the same call may succeed later without anybody changing anything.
    public boolean passing() {
        return kind == Kind.NO_ANSWER
                || problem != null && (problem.status() == 429 || problem.status() >= 500);
    }
}
