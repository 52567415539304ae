// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

/// What came back to a terminal's request. Immutable.
///
/// @param status of HTTP
/// @param body as text
record Answer(int status, String body) {

    /// Whether an upload counts as taken: the terminal forgets it then (zk-push.md section 8).
    boolean ok() {
        return status == 200 && body.startsWith("OK");
    }
}
