// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

/// One entry as it goes over a stream, ready to be sent to any client. Immutable as long as nobody
/// writes into its bytes.
///
/// @param seq its place in the journal
/// @param kind as in [muster.model.Fact#kind()]
/// @param terminal serial of the terminal it is about, or null
/// @param bytes the message; empty when this form of stream does not carry such entries
record Frame(long seq, String kind, String terminal, byte[] bytes) {}
