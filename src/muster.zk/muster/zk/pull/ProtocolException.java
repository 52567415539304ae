// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/// What went wrong with a terminal on port 4370: the kind for the program, a sentence and an advice for
/// people. Neither holds a comm key or a password.
public final class ProtocolException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /// What is wrong. A pause is the least time before another try; zero where nothing forbids one.
    public enum Kind {
        /// Something else answers on this port.
        NOT_THIS_PROTOCOL(Duration.ofMinutes(10)),
        /// The peer is an access controller of the C3/inBio family, which has its own protocol.
        C3_CONTROLLER(Duration.ofHours(1)),
        /// Bytes that break the rules of the packet or table they came in.
        MALFORMED(Duration.ZERO),
        /// A length or a table beyond what the settings allow.
        TOO_LARGE(Duration.ZERO),
        /// A packet was changed on its way; a TCP connection ends with it.
        BAD_CHECKSUM(Duration.ZERO),
        /// Nothing listens at this address, or the network has no way there.
        UNREACHABLE(Duration.ZERO),
        /// No answer in time.
        TIMEOUT(Duration.ZERO),
        /// The connection ended before its time.
        CUT(Duration.ZERO),
        /// The session was closed on this side.
        CLOSED(Duration.ZERO),
        /// The terminal takes the connection and drops it at once: as a rule another program has its only
        /// session.
        BUSY(Duration.ofSeconds(30)),
        /// The comm key is not the terminal's.
        WRONG_KEY(Duration.ofSeconds(60)),
        /// Firmware that does not offer this protocol any more.
        REFUSED_6001(Duration.ofHours(1)),
        /// The terminal declined a request.
        REFUSED(Duration.ZERO),
        /// The terminal does not know a request.
        UNSUPPORTED(Duration.ZERO),
        /// The terminal has forgotten the session, as after its restart.
        UNAUTHORISED(Duration.ZERO),
        /// Fewer or more bytes of a table than announced; nothing of it is handed on.
        INCOMPLETE(Duration.ZERO),
        /// The table came whole, but how its records are laid out cannot be told with certainty.
        LAYOUT_UNCLEAR(Duration.ZERO),
        /// What is to be written does not fit into the terminal's record.
        UNWRITABLE(Duration.ZERO),
        /// A fault on this side.
        FAILED(Duration.ZERO);

        private final Duration pause;

        Kind(Duration pause) {
            this.pause = pause;
        }
    }

    private final Kind kind;
    private final String advice;
    private final byte[] table;

    ProtocolException(Kind kind, String sentence, String advice) {
        this(kind, sentence, advice, null);
    }

    private ProtocolException(Kind kind, String sentence, String advice, byte[] table) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.advice = advice;
        this.table = table;
    }

    /// With the bytes that came and could not be read.
    static ProtocolException unclear(String sentence, byte[] table) {
        return new ProtocolException(
                Kind.LAYOUT_UNCLEAR,
                sentence,
                "Nothing was taken from it. Keep the raw table, and give this terminal's record layout in its"
                        + " settings.",
                table);
    }

    /// The same about a terminal named, at the head of the sentence.
    ProtocolException at(String terminal) {
        String named = getMessage().startsWith(terminal) ? getMessage() : terminal + ": " + getMessage();
        return new ProtocolException(kind, named, advice, table);
    }

    /// What is wrong.
    public Kind kind() {
        return kind;
    }

    /// What to do about it: one or two sentences.
    public String advice() {
        return advice;
    }

    /// The least time to wait before the next try; zero where nothing forbids one.
    public Duration pause() {
        return kind.pause;
    }

    /// With [Kind#LAYOUT_UNCLEAR]: the table as it came, to be kept.
    public Optional<byte[]> table() {
        return Optional.ofNullable(table).map(byte[]::clone);
    }
}
