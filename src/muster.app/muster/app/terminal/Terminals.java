// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Tally;
import muster.model.Branch;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;
import muster.model.ZoneFrom;
import muster.zk.push.Serials;

/// The terminals this muster knows, and who may join. A change is journalled before it counts.
/// Thread-safe.
public final class Terminals {

    private static final Logger LOG = System.getLogger(Terminals.class.getName());

    private final Map<String, Terminal> bySerial = new ConcurrentHashMap<>();
    private final PendingTerminals pending = new PendingTerminals();
    private final Journal journal;
    private final Contacts contacts;
    private final OpenCommands commands;
    private final Branches branches;
    private final Fetches fetches;
    private final TerminalRules rules;
    private final InstantSource clock;
    private volatile Instant pairingUntil;

    /// Reads the known terminals from the journal.
    public Terminals(
            Journal journal,
            Contacts contacts,
            OpenCommands commands,
            Branches branches,
            Fetches fetches,
            TerminalRules rules,
            InstantSource clock)
            throws JournalException {
        this.journal = journal;
        this.contacts = contacts;
        this.commands = commands;
        this.branches = branches;
        this.fetches = fetches;
        this.rules = rules;
        this.clock = clock;
        this.pairingUntil = clock.instant().plus(rules.pairingWindow());
        journal.records().terminals().forEach(terminal -> bySerial.put(terminal.serial(), terminal));
    }

    /// A terminal that is approved or refused; a removed one is as unknown as one that never called.
    public Optional<Terminal> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial))
                .filter(terminal -> terminal.state() != Terminal.State.REMOVED);
    }

    /// Decides what a calling terminal may do. An unknown one may become known by this call.
    public Admission admit(Caller caller) throws JournalException, InterruptedException {
        Optional<Terminal> known = find(caller.serial());
        if (known.isPresent()) {
            return admitKnown(known.get(), caller.address());
        }
        if (!Network.admits(rules.addresses(), caller.address())) {
            return Admission.WRONG_ADDRESS;
        }
        if (rules.unknown() == TerminalRules.Unknown.ACCEPT || pairing()) {
            Terminal added = blank(caller.serial(), caller.dialect(), caller.pushVersion(), caller.language());
            keep(added, "approved", pairing() ? "pairing window" : "push.unknown");
            return Admission.ADMITTED;
        }
        if (rules.unknown() == TerminalRules.Unknown.REFUSE) {
            return Admission.REFUSED;
        }
        if (pending.called(caller, clock.instant())) {
            LOG.log(Level.WARNING, "terminal {0} calls from {1} and nobody approved it; it keeps its data. "
                    + "To take it: muster terminals approve {0}", caller.serial(), caller.address().getHostAddress());
        }
        return Admission.HELD;
    }

    private Admission admitKnown(Terminal terminal, InetAddress address) {
        if (terminal.state() == Terminal.State.REFUSED) {
            return Admission.HELD;
        }
        boolean admitted = terminal.addresses().isEmpty()
                ? Network.admits(rules.addresses(), address)
                : Network.admits(terminal.addresses().stream().map(Network::parse).toList(), address);
        return admitted ? Admission.ADMITTED : Admission.WRONG_ADDRESS;
    }

    /// Every terminal that is read on port 4370 and approved.
    public List<Terminal> pulled() {
        return bySerial.values().stream()
                .filter(terminal -> terminal.state() == Terminal.State.APPROVED && terminal.pull() != null)
                .toList();
    }

    /// The zone of a terminal's clock: its own, else its branch's, else the configuration's.
    public Zoned zone(String serial) {
        Optional<Terminal> terminal = find(serial);
        Optional<String> own = terminal.map(Terminal::zone);
        if (own.isPresent()) {
            return new Zoned(ZoneId.of(own.get()), ZoneFrom.TERMINAL);
        }
        return terminal.map(Terminal::branch)
                .flatMap(branches::find)
                .map(Branch::zone)
                .map(zone -> new Zoned(ZoneId.of(zone), ZoneFrom.BRANCH))
                .orElseGet(() -> new Zoned(rules.zone(), ZoneFrom.CONFIG));
    }

    /// Notes how a terminal speaks and what it told about itself; journalled when that is news.
    ///
    /// @param reported facts about it by name, without secrets and without counters that change daily
    public void reported(Caller caller, Map<String, String> reported) throws JournalException, InterruptedException {
        Terminal known = find(caller.serial()).orElse(null);
        if (known == null) {
            return;
        }
        keepReported(
                known,
                caller.dialect(),
                caller.pushVersion().isEmpty() ? known.pushVersion() : caller.pushVersion(),
                caller.language().isEmpty() ? known.language() : caller.language(),
                reported);
    }

    /// Notes what a terminal that is read on port 4370 told about itself; journalled when that is news.
    public void reportedByPull(String serial, Map<String, String> reported)
            throws JournalException, InterruptedException {
        Optional<Terminal> known = find(serial);
        if (known.isPresent()) {
            Terminal terminal = known.get();
            keepReported(terminal, terminal.dialect(), terminal.pushVersion(), terminal.language(), reported);
        }
    }

    private void keepReported(
            Terminal known, String dialect, String pushVersion, String language, Map<String, String> reported)
            throws JournalException, InterruptedException {
        Map<String, String> all = new HashMap<>(known.reported());
        all.putAll(reported);
        Terminal after = new Terminal(known.serial(), known.name(), known.state(), known.zone(), known.addresses(),
                dialect, pushVersion, language, all, known.addedAt(), known.branch(), known.pull());
        if (!after.equals(known)) {
            keep(after, "reported", "terminal");
        }
    }

    /// Everything about every terminal.
    public TerminalList list() throws JournalException {
        Map<String, Tally> tallies = journal.records().tallies();
        List<TerminalStatus> known = bySerial.values().stream()
                .filter(terminal -> terminal.state() != Terminal.State.REMOVED)
                .sorted(Comparator.comparing(Terminal::serial))
                .map(terminal -> status(terminal, tallies))
                .toList();
        return new TerminalList(known, pending.list(), pairing() ? pairingUntil : null);
    }

    /// Everything about one terminal.
    public Optional<TerminalStatus> status(String serial) throws JournalException {
        Map<String, Tally> tallies = journal.records().tallies();
        return find(serial).map(terminal -> status(terminal, tallies));
    }

    private TerminalStatus status(Terminal terminal, Map<String, Tally> tallies) {
        Pulse pulse = contacts.pulse(terminal.serial());
        Memory memory = fetches.memory(terminal.serial());
        Tally tally = tallies.get(terminal.serial());
        boolean counted = tally != null;
        return new TerminalStatus(
                terminal.serial(),
                terminal.name(),
                terminal.state(),
                terminal.zone(),
                terminal.addresses(),
                terminal.dialect(),
                terminal.pushVersion(),
                terminal.reported(),
                terminal.addedAt(),
                contacts.presence(terminal.serial()),
                pulse.contact(),
                pulse.address(),
                pulse.upload(),
                pulse.clockOffsetSeconds(),
                pulse.users(),
                pulse.records(),
                counted ? tally.punches() : 0,
                counted ? tally.duplicates() : 0,
                counted ? tally.variants() : 0,
                counted ? tally.quarantined() : 0,
                counted && tally.latest() != null ? LocalTimes.TEXT.format(tally.latest()) : null,
                commands.count(terminal.serial()),
                terminal.branch(),
                terminal.pull(),
                fetches.last(terminal.serial()).orElse(null),
                memory.capacity(),
                memory.fullOn());
    }

    /// Adds a terminal before it ever called; it is approved with that.
    public Terminal add(TerminalSettings settings, String by) throws Refusal, JournalException, InterruptedException {
        String serial = settings.serial();
        if (serial == null || !Serials.valid(serial)) {
            throw new Refusal(Refusal.Kind.INVALID,
                    "serial: a terminal's serial is 1 to 64 letters, digits, - or _; it stands on its label");
        }
        if (find(serial).isPresent()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "terminal " + serial + " is known already; change it instead");
        }
        return keep(with(fromPending(serial), settings, Terminal.State.APPROVED), "added", by);
    }

    /// Approves a terminal that waits, or one that was refused.
    public Terminal approve(String serial, TerminalSettings settings, String by)
            throws Refusal, JournalException, InterruptedException {
        Optional<Terminal> known = find(serial);
        if (known.isEmpty() && pending.find(serial).isEmpty()) {
            throw new Refusal(Refusal.Kind.NOT_FOUND,
                    "terminal " + serial + " has not called; to have it approved when it does, add it");
        }
        Terminal terminal = known.orElseGet(() -> fromPending(serial));
        return keep(with(terminal, settings, Terminal.State.APPROVED), "approved", by);
    }

    /// Refuses a terminal that waits or is known: it is answered 503 and keeps its data.
    public Terminal refuse(String serial, String by) throws Refusal, JournalException, InterruptedException {
        if (find(serial).isEmpty() && pending.find(serial).isEmpty()) {
            throw unknown(serial);
        }
        Terminal terminal = find(serial).orElseGet(() -> fromPending(serial));
        return keep(with(terminal, NOTHING, Terminal.State.REFUSED), "refused", by);
    }

    /// Changes what an operator sets.
    public Terminal change(String serial, TerminalSettings settings, String by)
            throws Refusal, JournalException, InterruptedException {
        Terminal known = find(serial).orElseThrow(() -> unknown(serial));
        return keep(with(known, settings, known.state()), "changed", by);
    }

    /// Forgets a terminal; its punches stay.
    public Terminal remove(String serial, String by) throws Refusal, JournalException, InterruptedException {
        Terminal known = find(serial).orElseThrow(() -> unknown(serial));
        Terminal removed = keep(with(known, NOTHING, Terminal.State.REMOVED), "removed", by);
        contacts.forget(serial);
        return removed;
    }

    /// Accepts unknown terminals by themselves for a while.
    ///
    /// @return until when (UTC)
    public Instant pair(Duration time, String by) throws JournalException, InterruptedException {
        Instant now = clock.instant();
        Instant until = now.plus(time);
        journal.append(List.of(new Notice(Notice.Level.INFO, "pairing", null,
                "unknown terminals are accepted until " + until, Map.of("by", by), now)));
        pairingUntil = until;
        return until;
    }

    /// Ends that at once.
    public void endPairing(String by) throws JournalException, InterruptedException {
        Instant now = clock.instant();
        if (pairing()) {
            journal.append(List.of(new Notice(Notice.Level.INFO, "pairing", null,
                    "unknown terminals are no longer accepted", Map.of("by", by), now)));
        }
        pairingUntil = now;
    }

    private boolean pairing() {
        return clock.instant().isBefore(pairingUntil);
    }

    private static final TerminalSettings NOTHING = new TerminalSettings(null, null, null, null);

    private static Refusal unknown(String serial) {
        return new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no terminal " + serial + "; muster terminals list shows those there are");
    }

    private Terminal fromPending(String serial) {
        return pending.find(serial)
                .map(waiting -> blank(serial, waiting.dialect(), waiting.pushVersion(), ""))
                .orElseGet(() -> blank(serial, "", "", ""));
    }

    private Terminal blank(String serial, String dialect, String pushVersion, String language) {
        return new Terminal(serial, serial, Terminal.State.APPROVED, null, List.of(), dialect, pushVersion, language,
                Map.of(), clock.instant());
    }

    private Terminal with(Terminal terminal, TerminalSettings settings, Terminal.State state) throws Refusal {
        String branch = Wishes.text(terminal.branch(), settings.branch());
        if (branch != null && settings.branch() != null && branches.find(branch).isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID,
                    "branch: there is no branch " + branch + "; add it first, or see muster branches list");
        }
        return new Terminal(
                terminal.serial(),
                settings.name() == null || settings.name().isBlank() ? terminal.name() : settings.name().strip(),
                state,
                Wishes.zone(terminal.zone(), settings.zone()),
                Wishes.networks(terminal.addresses(), settings.addresses()),
                terminal.dialect(),
                terminal.pushVersion(),
                terminal.language(),
                terminal.reported(),
                terminal.addedAt(),
                branch,
                Wishes.pull(terminal.pull(), settings.pull()));
    }

    private Terminal keep(Terminal after, String act, String by) throws JournalException, InterruptedException {
        journal.append(List.of(new TerminalChange(after, act, by, clock.instant())));
        bySerial.put(after.serial(), after);
        pending.remove(after.serial());
        if (!act.equals("reported")) {
            LOG.log(Level.INFO, "terminal {0} {1} (by {2})", after.serial(), act, by);
        }
        return after;
    }
}
