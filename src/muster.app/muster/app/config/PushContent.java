// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// What terminals are asked to send. Only patterns are used whose bits mean the same in every manual
/// (zk-push.md section 5.3).
public enum PushContent {
    /// Punches and the operation log, with the people in it.
    OPERATIONS,
    /// The same and photos of punches.
    PHOTOS,
    /// Everything.
    ALL
}
