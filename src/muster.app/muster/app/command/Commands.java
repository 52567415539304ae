// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The command line: which commands there are, and what comes of a run. For one thread.
///
/// Of all commands only the one that is called is built, because building picocli's model of one takes
/// longer than most of them run.
public final class Commands {

    /// A command and those below it.
    private record Entry(String name, Supplier<Object> command, List<Entry> below) {

        static Entry of(String name, Supplier<Object> command, Entry... below) {
            return new Entry(name, command, List.of(below));
        }
    }

    private final Surroundings surroundings;
    private final List<Entry> entries;

    /// @param intakes opens journals for an import without a daemon
    /// @param fetches reads terminals into journals without a daemon
    /// @param more further commands by name, each a picocli command whose class is in this package
    public Commands(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            InputStream in,
            InstantSource clock,
            JournalIntakes intakes,
            JournalFetches fetches,
            Map<String, Supplier<Object>> more) {
        boolean interactive = out == System.out && System.console() != null && System.console().isTerminal();
        this.surroundings = new Surroundings(out, err, Map.copyOf(environment), in, clock, interactive);
        this.entries = new ArrayList<>();
        more.forEach((name, command) -> entries.add(Entry.of(name, command)));
        entries.addAll(own(surroundings, intakes, fetches));
    }

    private List<Entry> own(Surroundings s, JournalIntakes intakes, JournalFetches fetches) {
        return List.of(
                Entry.of("status", () -> new StatusCommand(s)),
                Entry.of("top", () -> new TopCommand(s)),
                Entry.of("punches", () -> new PunchesCommand(s)),
                Entry.of("terminals", TerminalsCommand::new,
                        Entry.of("list", () -> new ListTerminals(s)),
                        Entry.of("show", () -> new ShowTerminal(s)),
                        Entry.of("add", () -> new AddTerminal(s)),
                        Entry.of("approve", () -> new ApproveTerminal(s)),
                        Entry.of("refuse", () -> new RefuseTerminal(s)),
                        Entry.of("change", () -> new ChangeTerminal(s)),
                        Entry.of("remove", () -> new RemoveTerminal(s)),
                        Entry.of("pair", () -> new PairTerminals(s)),
                        Entry.of("scan", () -> new ScanTerminals(s)),
                        Entry.of("command", () -> new QueueCommand(s)),
                        Entry.of("commands", () -> new ListCommands(s))),
                Entry.of("branches", BranchesCommand::new,
                        Entry.of("list", () -> new ListBranches(s)),
                        Entry.of("add", () -> new AddBranch(s)),
                        Entry.of("change", () -> new ChangeBranch(s)),
                        Entry.of("remove", () -> new RemoveBranch(s))),
                Entry.of("events", () -> new EventsCommand(s),
                        Entry.of("list", () -> new ListEvents(s)),
                        Entry.of("add", () -> new AddEvent(s)),
                        Entry.of("change", () -> new ChangeEvent(s)),
                        Entry.of("remove", () -> new RemoveEvent(s)),
                        Entry.of("select", () -> new SelectEvent(s)),
                        Entry.of("start", () -> new StartEvent(s)),
                        Entry.of("stop", () -> new StopEvent(s)),
                        Entry.of("end", () -> new EndEvent(s)),
                        Entry.of("status", () -> new EventStatus(s)),
                        Entry.of("attendance", () -> new EventAttendance(s)),
                        Entry.of("roster", () -> new EventRoster(s))),
                Entry.of("sinks", SinksCommand::new,
                        Entry.of("list", () -> new ListSinks(s)),
                        Entry.of("show", () -> new ShowSink(s)),
                        Entry.of("test", () -> new TestSink(s)),
                        Entry.of("pause", () -> new PauseSink(s)),
                        Entry.of("resume", () -> new ResumeSink(s)),
                        Entry.of("replay", () -> new ReplaySink(s)),
                        Entry.of("diff", () -> new CompareSink(s))),
                Entry.of("deadletters", DeadLettersCommand::new,
                        Entry.of("list", () -> new ListDeadLetters(s)),
                        Entry.of("show", () -> new ShowDeadLetter(s)),
                        Entry.of("edit", () -> new EditDeadLetter(s)),
                        Entry.of("retry", () -> new RetryDeadLetters(s)),
                        Entry.of("discard", () -> new DiscardDeadLetters(s))),
                Entry.of("alerts", AlertsCommand::new,
                        Entry.of("list", () -> new ListAlerts(s)),
                        Entry.of("show", () -> new ShowAlert(s)),
                        Entry.of("ack", () -> new AcknowledgeAlert(s)),
                        Entry.of("unack", () -> new ReopenAlert(s)),
                        Entry.of("snooze", () -> new SnoozeAlerts(s)),
                        Entry.of("maintenance", () -> new PlanMaintenance(s)),
                        Entry.of("silences", () -> new ListSilences(s)),
                        Entry.of("end", () -> new EndSilence(s)),
                        Entry.of("rules", () -> new ListRules(s)),
                        Entry.of("test", () -> new TestRule(s)),
                        Entry.of("channels", () -> new ListChannels(s)),
                        Entry.of("notify", () -> new TestChannel(s))),
                Entry.of("components", () -> new ComponentsCommand(s)),
                Entry.of("report", ReportCommand::new,
                        Entry.of("event", () -> new ReportEvent(s)),
                        Entry.of("component", () -> new ReportComponent(s)),
                        Entry.of("forget", () -> new ForgetComponent(s))),
                Entry.of("log", () -> new LogCommand(s)),
                Entry.of("metrics", () -> new MetricsCommand(s)),
                Entry.of("sync", SyncCommand::new, Entry.of("now", () -> new SyncNow(s))),
                Entry.of("explain", () -> new ExplainCommand(s)),
                Entry.of("reconcile", () -> new ReconcileCommand(s)),
                Entry.of("close-out", () -> new CloseOutCommand(s)),
                Entry.of("kiosk", () -> new KioskCommand(s)),
                Entry.of("keys", KeysCommand::new,
                        Entry.of("create", () -> new CreateKey(s)),
                        Entry.of("list", () -> new ListKeys(s)),
                        Entry.of("revoke", () -> new RevokeKey(s))),
                Entry.of("phones", PhonesCommand::new, Entry.of("key", () -> new PhoneKeys(s))),
                Entry.of("doctor", () -> new DoctorCommand(s), Entry.of("ble", () -> new DoctorBle(s))),
                Entry.of("fetch", () -> new FetchCommand(s, fetches)),
                Entry.of("people", PeopleCommand::new, Entry.of("list", () -> new ListPeople(s)),
                        Entry.of("erase", () -> new ErasePerson(s)),
                        Entry.of("readmit", () -> new ReadmitPerson(s))),
                Entry.of("quarantine", QuarantineCommand::new,
                        Entry.of("list", () -> new ListQuarantine(s)),
                        Entry.of("replay", () -> new ReplayQuarantine(s))),
                Entry.of("import", () -> new ImportCommand(s, intakes),
                        Entry.of("branches", () -> new ImportBranches(s))),
                Entry.of("export", () -> new ExportCommand(s)),
                Entry.of("simulate", SimulateCommand::new, Entry.of("push", () -> new SimulatePush(s)),
                        Entry.of("terminal", () -> new SimulateTerminal(s)),
                        Entry.of("phones", () -> new SimulatePhones(s))),
                Entry.of("backup", () -> new BackupCommand(s)),
                Entry.of("restore", () -> new RestoreCommand(s)),
                Entry.of("verify", () -> new VerifyCommand(s)),
                Entry.of("support-bundle", () -> new SupportBundle(s)),
                Entry.of("completion", () -> new CompletionCommand(s, this::whole)),
                Entry.of("version", () -> new VersionCommand(s)));
    }

    /// Runs one command line.
    ///
    /// @return what the shell is to see, see [ExitCode]
    public int run(String... args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        if (!words.isEmpty() && words.getFirst().equals("help")) {
            words.removeFirst();
            words.add("--help");
        }
        CommandLine line = model(words);
        try {
            return line.execute(words.toArray(String[]::new));
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /// The model of every command.
    CommandLine whole() {
        return model(List.of());
    }

    private CommandLine model(List<String> words) {
        CommandLine root = new CommandLine(new MusterCommand());
        add(root, entries, words);
        addHelp(root);
        root.getSubcommands().forEach((name, line) -> addManual(line, "muster-" + name));
        root.setOut(new java.io.PrintWriter(surroundings.out(), true));
        root.setErr(new java.io.PrintWriter(surroundings.err(), true));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF));
        root.setParameterExceptionHandler(this::wrong);
        root.setExecutionExceptionHandler((e, line, result) -> Failure.of(e).tell(surroundings.err()));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    /// Adds the command that the words name; all of them when they name none, for help and suggestions.
    private static void add(CommandLine parent, List<Entry> entries, List<String> words) {
        int first = 0;
        while (first < words.size() && words.get(first).startsWith("-")) {
            first++;
        }
        int at = first;
        List<Entry> called = first == words.size()
                ? List.of()
                : entries.stream().filter(entry -> entry.name().equals(words.get(at))).toList();
        boolean found = !called.isEmpty();
        for (Entry entry : found ? called : entries) {
            CommandLine line = new CommandLine(entry.command().get());
            add(line, entry.below(), found ? words.subList(at + 1, words.size()) : List.of());
            parent.addSubcommand(entry.name(), line);
        }
    }

    /// Gives the option that every command has to those that have not got it.
    private static void addHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec().addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and exit.")
                    .build());
        }
        line.getSubcommands().values().forEach(Commands::addHelp);
    }

    /// Names the page to read below the help of a command and of those below it.
    private static void addManual(CommandLine line, String page) {
        List<String> footer = new ArrayList<>(List.of(line.getCommandSpec().usageMessage().footer()));
        footer.addAll(List.of("", "The manual: man " + page));
        line.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        line.getSubcommands().values().forEach(below -> addManual(below, page));
    }

    private int wrong(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintStream err = surroundings.err();
        err.println("muster: " + Display.safe(e.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
        err.println("  try: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }
}
