// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// What a session has seen so far.
///
/// @param sent packets sent
/// @param received packets received whole
/// @param repeated requests sent again because no answer came
/// @param events live event packets, each acknowledged
/// @param unheardEvents of them, those that came while nobody listened
/// @param droppedEvents of them, those dropped because the listener was too slow
/// @param unknownEvents events of an unknown kind or length
/// @param offByOne packets whose checksum was one too small: a simulator, not a terminal
/// @param late replies to requests given up before, not used
/// @param damaged datagrams that could not be read, not used
public record PullTraffic(
        long sent, long received, long repeated, long events, long unheardEvents, long droppedEvents,
        long unknownEvents, long offByOne, long late, long damaged) {}
