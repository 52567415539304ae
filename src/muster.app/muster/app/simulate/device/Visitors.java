// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Who comes to the terminal, and what they press. No two of their punches are the same. For one thread.
final class Visitors {

    private static final int STATES = 6;
    private static final int FINGER = 1;
    private static final int CARD = 4;
    private static final int FACE = 15;

    private final Random random;
    private int second;
    private int inThisSecond;
    private int firstUser;
    private int firstState;

    Visitors(Random random) {
        this.random = random;
    }

    /// A punch in a second of the terminal's time; empty when everybody has punched in every way within it,
    /// or when there is nobody.
    ///
    /// @param time packed, see [WallTime]
    Optional<LogRecord> next(List<User> users, int time) {
        if (time != second) {
            second = time;
            inThisSecond = 0;
            firstUser = random.nextInt(1 << 16);
            firstState = random.nextInt(2);
        }
        if (inThisSecond >= (long) users.size() * STATES) {
            return Optional.empty();
        }
        User user = users.get((firstUser + inThisSecond) % users.size());
        int state = (firstState + inThisSecond / users.size()) % STATES;
        inThisSecond++;
        return Optional.of(new LogRecord(user.uid(), user.userId(), time, state, verify(user)));
    }

    private static int verify(User user) {
        if (user.card() != 0) {
            return CARD;
        }
        return user.uid() % 2 == 0 ? FACE : FINGER;
    }
}
