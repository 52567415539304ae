// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

/// The kinds of files punches are written to.
enum ExportFormat {
    /// A table for spreadsheets and payroll.
    CSV,
    /// A JSON object on each line, which can be imported again.
    JSONL
}
