// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import muster.model.Alert;
import muster.model.BranchList;
import muster.model.BranchSettings;
import muster.model.BranchStatus;
import muster.model.ClockReading;
import muster.model.Command;
import muster.model.CommandList;
import muster.model.CommandRequest;
import muster.model.ErasureRequest;
import muster.model.ErasureResult;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.ImportBatch;
import muster.model.ImportResult;
import muster.model.ImportedPunch;
import muster.model.Metrics;
import muster.model.MonitorEntry;
import muster.model.PersonPage;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.QuarantinePage;
import muster.model.StatusReport;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// The operators' API of one muster, a method for each endpoint. Thread-safe.
///
/// Every call throws [ApiException] when nobody answers or muster refuses, and [InterruptedException] when
/// the waiting thread is interrupted; then it is not known whether muster did what was asked.
public final class Api implements AutoCloseable {

    /// How long to wait for an answer unless somebody cannot.
    public static final Duration PATIENCE = Wire.PATIENCE;

    private static final Map<String, String> NOTHING = Map.of();

    private final Wire wire;
    private final Gatherings gatherings;
    private final Door door;

    private Api(Wire wire) {
        this.wire = wire;
        this.gatherings = new Gatherings(wire);
        this.door = new Door(wire);
    }

    /// The API at an address. Nothing is sent yet.
    ///
    /// @param base `http://HOST:PORT`, `https://…`, with a path when a reverse proxy adds one
    /// @throws IllegalArgumentException if that is no such URL
    public static Api at(URI base) {
        return new Api(Wire.to(base, null, Wire.PATIENCE));
    }

    /// The same, with the key that a file holds.
    ///
    /// @throws IOException if the file cannot be read or is empty
    public static Api at(URI base, Path keyFile) throws IOException {
        return at(base, keyFile, Wire.PATIENCE);
    }

    /// The same, for who cannot wait.
    ///
    /// @param keyFile null = without a key
    /// @param patience how long to wait for an answer
    /// @throws IOException if the file cannot be read or is empty
    public static Api at(URI base, Path keyFile, Duration patience) throws IOException {
        return new Api(Wire.to(base, keyFile == null ? null : Wire.key(keyFile), patience));
    }

    /// The same, over https with a certificate that a private authority vouches for.
    ///
    /// @param authority file with the certificates (PEM) that are trusted, and no others; null = those this
    ///     Java trusts
    /// @throws IOException if a file cannot be read or holds no certificate
    public static Api at(URI base, Path keyFile, Path authority, Duration patience) throws IOException {
        return new Api(Wire.to(base, keyFile == null ? null : Wire.key(keyFile), patience,
                authority == null ? null : Authority.trusting(authority)));
    }

    /// Where this API is.
    public URI base() {
        return wire.base();
    }

    /// Whether muster can keep facts now; otherwise an [ApiException] tells why not.
    public void ready() throws ApiException, InterruptedException {
        wire.get("/readyz", new Query(), String.class);
    }

    /// Everything on one page.
    public StatusReport status() throws ApiException, InterruptedException {
        return wire.get("/api/status", new Query(), StatusReport.class);
    }

    /// The numbers.
    public Metrics metrics() throws ApiException, InterruptedException {
        return wire.get("/api/metrics", new Query(), Metrics.class);
    }

    /// The last things that happened, oldest first.
    public List<MonitorEntry> entries() throws ApiException, InterruptedException {
        return List.of(wire.get("/api/events", new Query(), MonitorEntry[].class));
    }

    /// The last alerts, oldest first.
    public List<Alert> alerts() throws ApiException, InterruptedException {
        return List.of(wire.get("/api/alerts", new Query(), Alert[].class));
    }

    /// A page of punches.
    public PunchPage punches(PunchQuery query) throws ApiException, InterruptedException {
        Query parameters = new Query()
                .and("terminal", query.terminal())
                .and("pin", query.pin())
                .and("source", query.source())
                .and("event", query.event())
                .and("from", query.from())
                .and("to", query.to())
                .and("order", query.newestFirst() ? "newest" : "oldest")
                .and("limit", query.limit())
                .and("cursor", query.cursor());
        return wire.get("/api/punches", parameters, PunchPage.class);
    }

    /// The punch at a place in the journal.
    public PunchDetail punch(long seq) throws ApiException, InterruptedException {
        return wire.get("/api/punches/" + seq, new Query(), PunchDetail.class);
    }

    /// Journals punches that come from a file, at most 10,000; those known already are counted.
    public ImportResult importAll(List<ImportedPunch> punches) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/punches", new ImportBatch(punches), ImportResult.class);
    }

    /// The events.
    public Gatherings gatherings() {
        return gatherings;
    }

    /// The door.
    public Door door() {
        return door;
    }

    /// The sinks and what they set aside.
    public Sinks sinks() {
        return new Sinks(wire);
    }

    /// Days, side by side and closed.
    public Days days() {
        return new Days(wire);
    }

    /// What is measured and watched, and who is told.
    public Watching watch() {
        return new Watching(wire);
    }

    /// The branches, by id.
    public BranchList branches() throws ApiException, InterruptedException {
        return wire.get("/api/branches", new Query(), BranchList.class);
    }

    /// One branch.
    public BranchStatus branch(String id) throws ApiException, InterruptedException {
        return wire.get(branchPath(id), new Query(), BranchStatus.class);
    }

    /// Adds a branch.
    public BranchStatus addBranch(BranchSettings settings) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/branches", settings, BranchStatus.class);
    }

    /// Changes what is set of a branch; what is null in the settings stays.
    public BranchStatus changeBranch(String id, BranchSettings settings) throws ApiException, InterruptedException {
        return wire.send("PATCH", branchPath(id), settings, BranchStatus.class);
    }

    /// Removes a branch; its terminals and their punches stay.
    public void removeBranch(String id) throws ApiException, InterruptedException {
        wire.delete(branchPath(id), Void.class);
    }

    /// The known terminals and those that wait.
    public TerminalList terminals() throws ApiException, InterruptedException {
        return terminals(null);
    }

    /// The same, of one branch.
    ///
    /// @param branch its id; null = any
    public TerminalList terminals(String branch) throws ApiException, InterruptedException {
        return wire.get("/api/terminals", new Query().and("branch", branch), TerminalList.class);
    }

    /// One terminal.
    public TerminalStatus terminal(String serial) throws ApiException, InterruptedException {
        return wire.get(path(serial), new Query(), TerminalStatus.class);
    }

    /// Adds a terminal before its first call.
    public TerminalStatus add(TerminalSettings settings) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/terminals", settings, TerminalStatus.class);
    }

    /// Changes what is set of a terminal; what is null in the settings stays.
    public TerminalStatus change(String serial, TerminalSettings settings) throws ApiException, InterruptedException {
        return wire.send("PATCH", path(serial), settings, TerminalStatus.class);
    }

    /// Removes a terminal; its punches stay.
    public void remove(String serial) throws ApiException, InterruptedException {
        wire.delete(path(serial), Void.class);
    }

    /// Takes a terminal's records from now on.
    ///
    /// @param settings what to set at the same time; null members stay as they are
    public TerminalStatus approve(String serial, TerminalSettings settings) throws ApiException, InterruptedException {
        return wire.send("POST", path(serial) + "/approve", settings, TerminalStatus.class);
    }

    /// Takes no records of a terminal; it keeps them.
    public TerminalStatus refuse(String serial) throws ApiException, InterruptedException {
        return wire.send("POST", path(serial) + "/refuse", NOTHING, TerminalStatus.class);
    }

    /// How a terminal's clock went, newest first.
    ///
    /// @param limit how many readings at most
    public List<ClockReading> clock(String serial, int limit) throws ApiException, InterruptedException {
        return wire.get(path(serial) + "/clock", new Query().and("limit", limit), ClockReadings.class).readings();
    }

    /// Begins to read terminals' logs on port 4370; [#fetch(long)] tells how far that is.
    public FetchReport order(FetchRequest request) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/fetch", request, FetchReport.class);
    }

    /// How far such an order is; the last 20 are known.
    public FetchReport fetch(long id) throws ApiException, InterruptedException {
        return wire.get("/api/fetch/" + id, new Query(), FetchReport.class);
    }

    /// The commands of a terminal.
    ///
    /// @param openOnly only those that have not ended
    public List<Command> commands(String serial, boolean openOnly) throws ApiException, InterruptedException {
        Query query = new Query().and("open", openOnly ? "true" : null);
        return wire.get(path(serial) + "/commands", query, CommandList.class).commands();
    }

    /// Queues a command for a terminal.
    public Command queue(String serial, CommandRequest request) throws ApiException, InterruptedException {
        return wire.send("POST", path(serial) + "/commands", request, Command.class);
    }

    /// Takes a command back; only while it waits.
    public Command cancel(String serial, long id) throws ApiException, InterruptedException {
        return wire.delete(path(serial) + "/commands/" + id, Command.class);
    }

    /// Accepts unknown terminals by themselves for a while.
    ///
    /// @param minutes 1 to 1440
    /// @return until when (UTC)
    public Instant pair(int minutes) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/pairing", Map.of("minutes", minutes), Pairing.class).pairingUntil();
    }

    /// Ends that while.
    public void endPairing() throws ApiException, InterruptedException {
        wire.delete("/api/pairing", Void.class);
    }

    /// A page of people.
    ///
    /// @param after the page begins behind this PIN; null = at the start
    /// @param limit 1 to 1000
    public PersonPage people(String after, int limit) throws ApiException, InterruptedException {
        return wire.get("/api/people", new Query().and("after", after).and("limit", limit), PersonPage.class);
    }

    /// Takes a person out of everything the journal holds, for good.
    public ErasureResult erase(String pin, ErasureRequest request) throws ApiException, InterruptedException {
        return wire.send("POST", "/api/people/" + Query.encoded(pin) + "/erase", request, ErasureResult.class);
    }

    /// A PIN that was erased is somebody else's from now on.
    public void readmit(String pin) throws ApiException, InterruptedException {
        wire.send("POST", "/api/people/" + Query.encoded(pin) + "/readmit", NOTHING, Void.class);
    }

    /// A page of held records, newest first.
    ///
    /// @param terminal of this terminal; null = any
    /// @param cursor from the page before; null = at the newest
    public QuarantinePage quarantine(String terminal, Long cursor, int limit)
            throws ApiException, InterruptedException {
        Query query = new Query().and("terminal", terminal).and("cursor", cursor).and("limit", limit);
        return wire.get("/api/quarantine", query, QuarantinePage.class);
    }

    /// Tries the held records again.
    ///
    /// @return how many became punches
    public int replay() throws ApiException, InterruptedException {
        return wire.send("POST", "/api/quarantine/replay", NOTHING, Released.class).released();
    }

    /// The API's own description, OpenAPI 3.1 in JSON.
    public String openapi() throws ApiException, InterruptedException {
        return wire.get("/api/openapi.json", new Query(), String.class);
    }

    /// What happens from now on, or from a place in the journal on. Nothing is sent yet.
    public Stream stream(StreamQuery query) {
        return new Stream(wire, query, RandomGenerator.getDefault(), Duration.ofSeconds(45));
    }

    /// Lets go of connections; calls under way fail.
    @Override
    public void close() {
        wire.close();
    }

    private static String branchPath(String id) {
        return "/api/branches/" + Query.encoded(id);
    }

    private static String path(String serial) {
        return "/api/terminals/" + Query.encoded(serial);
    }
}
