// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import muster.model.LocalTimes;

/// Makes the punches of one terminal as a terminal writes them: eleven columns, the last one empty
/// (zk-push.md section 7.1). No two are the same punch. For one thread.
final class PunchMaker {

    private static final int STATES = 6;
    private static final int[] VERIFY_MODES = {1, 15, 4};
    private static final int FIRST_PIN = 1001;
    private static final int BACKLOG_SECONDS = 7;

    private final int users;
    private final RandomGenerator random;
    private LocalDateTime second = LocalDateTime.MIN;
    private int inThisSecond;
    private int firstUser;
    private int firstState;

    PunchMaker(int users, RandomGenerator random) {
        this.users = users;
        this.random = random;
    }

    /// A punch now. When everybody has punched in every way within this second, it is one of the next.
    String punch(LocalDateTime now) {
        LocalDateTime wanted = now.truncatedTo(ChronoUnit.SECONDS);
        if (wanted.isAfter(second)) {
            begin(wanted);
        } else if (inThisSecond == (long) users * STATES) {
            begin(second.plusSeconds(1));
        }
        int user = (int) ((firstUser + (long) inThisSecond) % users);
        int state = (firstState + inThisSecond / users) % STATES;
        inThisSecond++;
        return (FIRST_PIN + user) + "\t" + LocalTimes.TEXT.format(second) + "\t" + state + "\t"
                + VERIFY_MODES[user % VERIFY_MODES.length] + "\t0\t0\t0\t0\t0\t0\t";
    }

    private void begin(LocalDateTime next) {
        second = next;
        inThisSecond = 0;
        firstUser = random.nextInt(users);
        firstState = random.nextInt(2);
    }

    /// When the punches of a backlog were made, in falling age.
    ///
    /// @param left how many of it are still to come, from 1
    static LocalDateTime backlog(LocalDateTime now, long left) {
        return now.minusSeconds(left * BACKLOG_SECONDS);
    }
}
