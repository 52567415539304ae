// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// How much is written to the log.
public enum LogLevel {
    /// What must be looked at.
    ERROR,
    /// What may need a look as well.
    WARNING,
    /// What an operator wants to know as well.
    INFO,
    /// What a developer wants to know as well.
    DEBUG
}
