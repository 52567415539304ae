// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

/// What can be wrong with a request, or with answering it.
enum ProblemKind {
    UNAUTHORIZED("unauthorized", 401, "The key is missing or wrong"),
    FORBIDDEN("forbidden", 403, "The key is not good for this"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD("method", 405, "Not possible here"),
    CONFLICT("conflict", 409, "Does not fit the present state"),
    TOO_LARGE("too-large", 413, "Too large"),
    MEDIA_TYPE("media-type", 415, "Not JSON"),
    MISDIRECTED("misdirected", 421, "Meant for somebody else"),
    INVALID("invalid", 422, "A value is not allowed"),
    TOO_MANY("too-many", 429, "Too many requests"),
    INTERNAL("internal", 500, "A fault in muster"),
    JOURNAL("journal", 503, "The journal cannot keep or read anything now"),
    BUSY("busy", 503, "Busy");

    private final String name;
    private final int status;
    private final String title;

    ProblemKind(String name, int status, String title) {
        this.name = name;
        this.status = status;
        this.title = title;
    }

    /// Its name on the wire, relative to the API.
    String type() {
        return "/problems/" + name;
    }

    /// The HTTP status that goes with it.
    int status() {
        return status;
    }

    /// It in a few words.
    String title() {
        return title;
    }
}
