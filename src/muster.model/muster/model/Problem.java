// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// An error of the API (RFC 9457, `application/problem+json`). Immutable.
///
/// @param type a name for the kind of problem, relative to the API: `/problems/not-found`
/// @param title the kind in a few words
/// @param status the HTTP status
/// @param detail what happened, what was kept, and what to do
/// @param instance the path that was asked for
public record Problem(String type, String title, int status, String detail, String instance) {

    /// The media type.
    public static final String MEDIA_TYPE = "application/problem+json";
}
