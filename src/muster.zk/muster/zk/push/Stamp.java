// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// How far a terminal says one of its tables got: opaque text, given back at its next introduction
/// (zk-push.md section 6).
///
/// @param table the table it belongs to, canonical: `ATTLOG`, `OPERLOG` …
/// @param value as sent
public record Stamp(String table, String value) {

    /// Whether it is to be stored once the data is: `0` comes with answers to a query and would make
    /// the terminal send everything again.
    public boolean worthKeeping() {
        return !value.equals("0");
    }

    /// Whether it has the form `YYYY-MM-DDThh:mm:ss`, which only [Dialect#OEM] uses.
    public boolean isIso() {
        return value.length() == 19 && value.charAt(10) == 'T' && TimeText.read(value) != null;
    }
}
