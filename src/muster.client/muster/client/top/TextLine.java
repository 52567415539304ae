// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

/// A line of a page of text. Immutable.
///
/// @param label what it is about; empty for a line of its own
/// @param text the rest, as long as it likes
/// @param style how the rest looks
record TextLine(String label, String text, Style style) {

    /// A value with its name.
    static TextLine of(String label, Object value) {
        return new TextLine(label, Words.known(value), Style.PLAIN);
    }

    /// The name of what follows.
    static TextLine title(String text) {
        return new TextLine("", text, Style.TITLE);
    }

    /// A sentence.
    static TextLine text(String text) {
        return new TextLine("", text, Style.PLAIN);
    }
}
