// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import muster.fuzz.Claim;
import muster.fuzz.Input;

/// A TCP stream of port 4370: the first byte chooses the quirk of continuation, the others are the stream. However the
/// stream is cut into reads, the same packets come out of it, and each is written as it was read.
public final class FramesFuzz {

    private FramesFuzz() {}

    /// What came out of a stream.
    private record Outcome(List<Packet> packets, boolean broken) {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        boolean continuation = input.next() % 4 == 3;
        byte[] stream = input.rest();
        Outcome whole = read(stream, new int[] {stream.length}, continuation);
        int[] cuts = new int[stream.length];
        Arrays.setAll(cuts, i -> 1 + input.chance(i % 3 == 0 ? 200 : 6));
        Outcome cut = read(stream, cuts, continuation);
        if (!continuation) {
            Claim.same(whole, cut, "whole and in pieces");
        }
        whole.packets().forEach(FramesFuzz::again);
    }

    private static Outcome read(byte[] stream, int[] pieces, boolean continuation) {
        TcpFraming framing = new TcpFraming(1 << 16, continuation);
        List<Packet> packets = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int to = Math.min(stream.length, at + pieces[i]);
            framing.append(stream, at, to);
            at = to;
            try {
                for (Optional<Packet> next = framing.next(); next.isPresent(); next = framing.next()) {
                    packets.add(next.get());
                }
            } catch (ProtocolException broken) {
                Claim.told(broken);
                return new Outcome(packets, true);
            }
        }
        Claim.that(framing.waiting() <= stream.length, "more is held than came");
        return new Outcome(packets, false);
    }

    private static void again(Packet packet) {
        try {
            Packet plain = new Packet(packet.command(), packet.session(), packet.replyId(), packet.data());
            Claim.same(plain, Packet.read(packet.datagram()), "a packet written and read again");
        } catch (ProtocolException e) {
            throw new AssertionError("a packet cannot be read as it is written", e);
        }
    }
}
