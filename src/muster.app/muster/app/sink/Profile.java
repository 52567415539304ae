// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import muster.app.config.ProfileConfig;
import muster.app.config.ProfileConfig.DirectionRule;
import muster.app.sink.Outgoing.Direction;
import muster.model.Punch;

/// How records are shown to a sink, and which: the one transform that all sinks share. Immutable; says the same of the
/// same record whenever it is asked.
final class Profile {

    /// How many punches a person has on a day before a punch; for directions that take turns.
    interface DayCount {

        /// @param seq the punch's place in the journal
        int before(Punch punch, long seq);
    }

    private final ProfileConfig config;
    private final Optional<Pattern> pins;
    private final DayCount dayCount;

    Profile(ProfileConfig config, DayCount dayCount) {
        this.config = config;
        this.pins = config.pinPattern().map(Pattern::compile);
        this.dayCount = dayCount;
    }

    /// Why a punch is left out; empty when it is not.
    ///
    /// @param branch id of its terminal's branch, or null
    Optional<String> leftOut(Punch punch, String branch) {
        String event = punch.checkIn() == null ? "" : punch.checkIn().event();
        LocalDate day = punch.localTime().toLocalDate();
        String pin = punch.pin();
        String why = !config.terminals().isEmpty() && !config.terminals().contains(punch.terminal()) ? "terminals"
                : !config.branches().isEmpty() && (branch == null || !config.branches().contains(branch)) ? "branches"
                : !config.events().isEmpty() && !config.events().contains(event) ? "events"
                : !config.sources().isEmpty() && !config.sources().contains(punch.source()) ? "sources"
                : config.since().isPresent() && day.isBefore(config.since().get()) ? "since"
                : config.pinLongest().isPresent() && pin.length() > config.pinLongest().get() ? "pin_longest"
                : pins.isPresent() && !pins.get().matcher(pin).matches() ? "pin_pattern"
                : null;
        return Optional.ofNullable(why).map(setting -> "left out by " + setting + " of profile " + config.name());
    }

    /// What a person is called there.
    String pin(String pin) {
        String named = config.pins().getOrDefault(pin, pin);
        String filled = "0".repeat(Math.max(0, config.pinWidth() - named.length())) + named;
        return config.pinPrefix() + filled;
    }

    /// A local time as it is shown there: ten minutes taken from 00:05 are 23:55 of the day before.
    LocalDateTime time(LocalDateTime local) {
        return local.plus(config.shift());
    }

    /// Whether somebody came or went.
    ///
    /// @param seq the punch's place in the journal
    Direction direction(Punch punch, long seq) {
        DirectionRule rule = config.directions().getOrDefault(punch.terminal(), config.direction());
        return switch (rule) {
            case IN -> Direction.IN;
            case OUT -> Direction.OUT;
            case NONE -> Direction.NONE;
            case ALTERNATE -> dayCount.before(punch, seq) % 2 == 0 ? Direction.IN : Direction.OUT;
            case STATE -> switch (punch.state()) {
                case 0, 3, 4 -> Direction.IN;
                case 1, 2, 5 -> Direction.OUT;
                default -> Direction.NONE;
            };
        };
    }

    /// How a sink's records are changed, for people; empty when they are not.
    String name() {
        return config.name();
    }
}
