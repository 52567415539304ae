// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

/// Keeps a spreadsheet from taking a name for a formula (product.md 5.9): whoever can enrol a person at
/// a terminal can choose the text. Reversible, so that an export can be imported again.
final class Formulas {

    private Formulas() {}

    /// A cell that no spreadsheet runs: `'` is put before what begins with `=`, `+`, `-`, `@`, a tab or a
    /// carriage return, or would look as if that had been done.
    static String neutral(String cell) {
        return dangerous(cell) ? "'" + cell : cell;
    }

    /// The cell as it was before.
    static String original(String cell) {
        return cell.startsWith("'") && dangerous(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean dangerous(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == '\'') {
            first++;
        }
        return first < cell.length() && "=+-@\t\r".indexOf(cell.charAt(first)) >= 0;
    }
}
