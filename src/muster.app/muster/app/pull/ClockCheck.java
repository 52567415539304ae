// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import muster.journal.JournalException;
import muster.model.ClockReading;
import muster.model.Terminal;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;

/// Compares a terminal's clock with ours, and sets it where that is wished. For the owner's thread.
final class ClockCheck {

    /// What the second its clock shows hides, on average.
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Terminal terminal;
    private final PullSession session;
    private final Trade trade;
    private final PullRules rules;
    private final ClockNews news;

    /// @param news of this terminal, which outlasts the session
    ClockCheck(Terminal terminal, PullSession session, Trade trade, PullRules rules, ClockNews news) {
        this.terminal = terminal;
        this.session = session;
        this.trade = trade;
        this.rules = rules;
        this.news = news;
    }

    /// Looks at the clock; the question is a heartbeat as well.
    void look() throws ProtocolException, JournalException, InterruptedException {
        muster.zk.pull.ClockReading reading = session.heartbeat();
        Duration offset = reading.offset(zone());
        boolean set = terminal.pull().setClock() && offset.abs().compareTo(rules.clockBound()) > 0;
        if (set) {
            set();
        }
        trade.contacts().clockOffset(terminal.serial(), set ? 0 : offset.toSeconds());
        if (set || news.isNews(offset)) {
            trade.journal().append(List.of(new ClockReading(
                    terminal.serial(),
                    offset.plus(HALF_A_SECOND).toMillis(),
                    reading.uncertainty().plus(HALF_A_SECOND).toMillis(),
                    set,
                    trade.clock().instant())));
            news.told(set ? Duration.ZERO : offset);
        }
    }

    /// Sets the clock right.
    void set() throws ProtocolException, InterruptedException {
        session.setTime(LocalDateTime.ofInstant(trade.clock().instant(), zone()));
    }

    private ZoneId zone() {
        return trade.zone(terminal.serial());
    }
}
