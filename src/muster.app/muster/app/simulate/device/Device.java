// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// What is in a terminal: its users, its log, its options, its clock. Thread-safe.
public final class Device {

    static final int USER_CAPACITY = 65_535;
    static final int RECORD_CAPACITY = 100_000;

    private static final int BACKLOG_SECONDS = 7;
    private static final int FIRST_USER_ID = 1000;

    /// A line of the operation log, with the vendor's numbers (zk-pull.md section 7.3).
    record Operation(int code, int time) {

        static final int POWER_ON = 0;
        static final int TIME_SET = 21;
        static final int LOG_CLEARED = 23;
        static final int USER_ENROLLED = 30;
    }

    private final Identity identity;
    private final Dialect dialect;
    private final TerminalClock clock;
    private final InstantSource source;
    private final Mischief mischief;
    private final Visitors visitors;
    private final Counters counters = new Counters();
    private final NavigableMap<Integer, User> users = new TreeMap<>();
    private final List<LogRecord> records = new ArrayList<>();
    private final List<LogRecord> cleared = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, String> options;
    private List<User> present = List.of();
    private Instant disabledUntil = Instant.MIN;
    private boolean off;

    /// An empty terminal that has just been switched on.
    ///
    /// @param source counts how long it stays disabled; its own clock is apart from that
    Device(
            Identity identity,
            Dialect dialect,
            TerminalClock clock,
            InstantSource source,
            Mischief mischief,
            Random random) {
        this.identity = identity;
        this.dialect = dialect;
        this.clock = clock;
        this.source = source;
        this.mischief = mischief;
        this.visitors = new Visitors(random);
        this.options = Options.of(identity, dialect);
        note(Operation.POWER_ON);
    }

    /// Enrols users and lets them have punched, one every seven seconds until now.
    synchronized void populate(int people, int punches) {
        for (int uid = 1; uid <= people; uid++) {
            users.put(uid, person(uid));
        }
        present = List.copyOf(users.values());
        LocalDateTime now = clock.now();
        for (long left = punches; left > 0; left--) {
            visitors.next(present, WallTime.packed(now.minusSeconds(left * BACKLOG_SECONDS))).ifPresent(this::keep);
        }
    }

    /// The first is an administrator, every third has a card, every fourth a name that is not ASCII.
    private static User person(int uid) {
        String name = (uid % 4 == 0 ? "Zo\u00C3\u00AB " : "Person ") + uid;
        return new User(
                uid,
                uid == 1 ? User.ADMINISTRATOR : 0,
                uid == 1 ? "1234" : "",
                name,
                uid % 3 == 0 ? 7_000_000L + uid : 0,
                1,
                0,
                Integer.toString(FIRST_USER_ID + uid));
    }

    /// Its serial.
    public String serial() {
        return identity.serial();
    }

    Identity identity() {
        return identity;
    }

    Dialect dialect() {
        return dialect;
    }

    TerminalClock clock() {
        return clock;
    }

    /// What clients did to it.
    public Counters counters() {
        return counters;
    }

    /// Somebody punches.
    ///
    /// @return empty when it is off or its log full, when nobody is enrolled, or when all have in this second
    synchronized Optional<LogRecord> punch() {
        if (off || records.size() >= RECORD_CAPACITY) {
            return Optional.empty();
        }
        return visitors.next(present, WallTime.packed(clock.now())).map(this::keep);
    }

    private LogRecord keep(LogRecord made) {
        LogRecord kept = made;
        if (mischief.strikes(Fault.BAD_TIME)) {
            LocalDateTime time = WallTime.time(made.time());
            int never = WallTime.packed(time.getYear(), 2, 30, time.toLocalTime().toSecondOfDay());
            kept = new LogRecord(made.uid(), made.userId(), never, made.state(), made.verify());
        }
        records.add(kept);
        return kept;
    }

    /// Puts a record into its log as it is.
    public synchronized void add(LogRecord record) {
        records.add(record);
    }

    /// What is in its log, oldest first.
    public synchronized List<LogRecord> records() {
        return List.copyOf(records);
    }

    /// What was in its log and was cleared.
    public synchronized List<LogRecord> cleared() {
        return List.copyOf(cleared);
    }

    synchronized int recordCount() {
        return records.size();
    }

    synchronized void clearRecords() {
        cleared.addAll(records);
        records.clear();
        note(Operation.LOG_CLEARED);
        counters.count(Counters.Count.CLEARED);
    }

    /// Who is enrolled, by slot.
    public synchronized List<User> users() {
        return present;
    }

    /// The user in a slot.
    synchronized Optional<User> user(int uid) {
        return Optional.ofNullable(users.get(uid));
    }

    /// Enrols a user or changes one.
    ///
    /// @return false when there is no such slot, or when another has this user id
    synchronized boolean enrol(User user) {
        boolean known = users.values().stream()
                .anyMatch(other -> other.uid() != user.uid() && other.userId().equals(user.userId()));
        if (user.uid() == 0 || user.userId().isEmpty() || known) {
            return false;
        }
        users.put(user.uid(), user);
        present = List.copyOf(users.values());
        note(Operation.USER_ENROLLED);
        return true;
    }

    /// @return false when there is no such user
    synchronized boolean delete(int uid) {
        boolean deleted = users.remove(uid) != null;
        present = List.copyOf(users.values());
        return deleted;
    }

    /// Forgets users and log: what clearing without saying what does.
    synchronized void wipe() {
        users.clear();
        present = List.of();
        clearRecords();
    }

    /// What it answers for an option; null when it has none of this name.
    public synchronized String option(String name) {
        return options.get(name);
    }

    synchronized void setOption(String name, String value) {
        options.put(name, value);
    }

    synchronized void setTime(LocalDateTime time) {
        clock.set(time);
        note(Operation.TIME_SET);
    }

    private void note(int operation) {
        operations.add(new Operation(operation, WallTime.packed(clock.now())));
    }

    synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// Nobody will ever punch again.
    synchronized void switchOff() {
        off = true;
    }

    /// Nobody can punch any more, and it says that it works.
    ///
    /// @param atMost how long; zero = until it is enabled
    synchronized void disable(Duration atMost) {
        disabledUntil = atMost.isZero() ? Instant.MAX : source.instant().plus(atMost);
    }

    synchronized void enable() {
        disabledUntil = Instant.MIN;
    }

    /// Whether people can punch.
    public synchronized boolean enabled() {
        return !source.instant().isBefore(disabledUntil);
    }
}
