// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.time.Duration;
import java.time.ZoneId;

/// What is simulated. Immutable.
///
/// @param door where the terminals call
/// @param terminals how many there are, from 1
/// @param serialPrefix what their serials begin with; seven digits follow
/// @param users how many people use each of them, from 1
/// @param rate punches each second at each of them
/// @param count how many punches each of them makes; null = no end
/// @param duration how long they make punches; null = no end
/// @param backlog how many punches each of them holds at the begin
/// @param resend how likely a batch is sent again although it was acknowledged, 0 to 1
/// @param faults what goes wrong on the way
/// @param retry how long a terminal waits after a failure
/// @param patience how long a terminal goes on without anything being acknowledged
/// @param zone of their clocks
/// @param seed of everything that is left to chance
public record Plan(
        Door door,
        int terminals,
        String serialPrefix,
        int users,
        double rate,
        Long count,
        Duration duration,
        long backlog,
        double resend,
        Faults faults,
        Duration retry,
        Duration patience,
        ZoneId zone,
        long seed) {

    /// The serial of one of the terminals.
    ///
    /// @param number from 1
    public String serial(int number) {
        return serialPrefix + String.format("%07d", number);
    }
}
