// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.convex;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import muster.app.config.BackendDialect;
import muster.app.config.KeyFile;
import muster.app.config.Target;
import muster.app.convex.ConvexAddress;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Ask;
import muster.app.sink.http.Caller;
import muster.app.sink.http.NoReply;
import muster.app.sink.http.Reply;
import muster.model.Json;
import muster.model.Punch;

/// Delivers check-ins to a Convex backend, in either dialect (product.md section 5.1). Records that are no check-in
/// for an event are none of its business. The backend knows a person's check-in for an event by both ids, so the same
/// records may be sent again. The key is read anew for every delivery. For one thread.
public final class ConvexSink implements Sink {

    private static final Logger LOG = System.getLogger(ConvexSink.class.getName());

    /// How many records a request has: far from the 20 MB that Convex takes at most.
    private static final int BATCH = 500;
    /// Room for what the backend says to each of them.
    private static final int KEPT = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Target.Convex target;
    private final ConvexAddress address;
    private final Caller caller;

    /// @param clock for the date that a busy backend may name
    public ConvexSink(Target.Convex target, InstantSource clock) {
        this(target, new Caller("Convex", TIMEOUT, true, clock));
    }

    ConvexSink(Target.Convex target, Caller caller) {
        this.target = target;
        this.address = ConvexAddress.of(target.url());
        this.caller = caller;
        if (address.corrected()) {
            LOG.log(Level.WARNING, "{0}", correction());
        }
    }

    @Override
    public String target() {
        return address.base();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        Answer[] each = new Answer[records.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = event(records.get(i)).isEmpty() ? Answer.skipped("no check-in for an event") : null;
        }
        String said = null;
        for (int first = next(each, 0); first < each.length; first = next(each, first)) {
            List<Integer> places = request(records, each, first);
            Taken taken = send(places.stream().map(records::get).toList());
            for (int i = 0; i < taken.each().size(); i++) {
                each[places.get(i)] = taken.each().get(i);
            }
            if (taken.trouble() != null) {
                List<Answer> answered = Arrays.asList(each).subList(0, next(each, 0));
                return new Answers(answered, taken.trouble(), taken.trouble().text());
            }
            said = taken.text();
        }
        return Answers.all(Arrays.asList(each), said);
    }

    /// The first place from there on that has no answer.
    private static int next(Answer[] each, int from) {
        int place = from;
        while (place < each.length && each[place] != null) {
            place++;
        }
        return place;
    }

    /// The places of the records that go with the first one: in the bearer's dialect a request is for one event.
    private List<Integer> request(List<Outgoing> records, Answer[] each, int first) {
        List<Integer> places = new ArrayList<>();
        String event = event(records.get(first));
        for (int i = first; i < each.length; i++) {
            if (each[i] == null && isBearer() && !event(records.get(i)).equals(event)) {
                break;
            }
            if (each[i] == null) {
                places.add(i);
            }
        }
        return places;
    }

    private Taken send(List<Outgoing> records) throws InterruptedException {
        try {
            String body = isBearer()
                    ? Json.text(ConvexBody.bearer(event(records.getFirst()), records))
                    : Json.text(ConvexBody.keyed(records));
            Ask ask = Ask.post(at(isBearer() ? "/batchCheckIn" : "/batch-checkin"), headers(),
                    body.getBytes(StandardCharsets.UTF_8)).keeping(KEPT);
            Reply reply = caller.send(ask);
            Trouble trouble = trouble(reply);
            return trouble != null ? Taken.none(trouble)
                    : isBearer() ? ConvexReply.bearer(reply, records.size())
                    : ConvexReply.keyed(reply, records.stream().map(Outgoing::pin).toList());
        } catch (NoReply e) {
            return Taken.none(e.trouble());
        } catch (IOException e) {
            return Taken.none(keyless(e));
        }
    }

    /// What is wrong with an answer as a whole; null when it is to be read.
    private Trouble trouble(Reply reply) {
        int status = reply.status();
        if (status == 413) {
            return Trouble.refused(reply.from() + " takes less at once (413)");
        }
        if (reply.isPage() && (reply.ok() || status / 100 == 4)) {
            return reply.strange("the backend's answer");
        }
        if (status == 404 || status == 405 || status == 410) {
            return Trouble.stop(reply.from() + " does not take check-ins there (" + reply.said() + ")",
                    "look at url, which ends in .convex.site, and at dialect");
        }
        Trouble trouble = reply.trouble(cure());
        if (trouble != null || reply.ok()) {
            return trouble;
        }
        return Trouble.refused(reply.from() + " does not take these records (" + reply.said() + ")");
    }

    @Override
    public Trial test() throws InterruptedException {
        String note = address.corrected() ? correction() : null;
        try {
            Reply reply = caller.send(Ask.get(at("/health"), headers()));
            if (reply.status() == 404 && !reply.isPage()) {
                reply = caller.send(Ask.get(at("/ping"), headers()));
            }
            if (reply.ok() && reply.object().isPresent()) {
                return new Trial(true, reply.from() + " is there: " + reply.line(120), note);
            }
            if (reply.status() == 404 && isBearer() && !reply.isPage()) {
                return new Trial(true, reply.from() + " is there and has neither /health nor /ping; whether the key is "
                        + "right shows with the first record", note);
            }
            Trouble trouble = reply.ok() ? reply.strange("a JSON object") : trouble(reply);
            return new Trial(false, trouble.text(), trouble.cure());
        } catch (NoReply e) {
            return new Trial(false, e.trouble().text(), e.trouble().cure());
        } catch (IOException e) {
            return new Trial(false, keyless(e).text(), keyless(e).cure());
        }
    }

    /// A backend cannot be asked what it has.
    @Override
    public List<Difference> compare(List<Outgoing> records) {
        return records.stream()
                .map(record -> event(record).isEmpty()
                        ? new Difference(record.seq(), "skipped", "", null)
                        : new Difference(record.seq(), "unknown", sent(record), null))
                .toList();
    }

    private String sent(Outgoing record) {
        JsonObject shown = isBearer() ? ConvexBody.bearer(event(record), List.of(record))
                : ConvexBody.keyed(List.of(record));
        return Json.text(shown);
    }

    @Override
    public void close() {
        caller.close();
    }

    private boolean isBearer() {
        return target.dialect() == BackendDialect.BEARER;
    }

    private URI at(String route) {
        return URI.create(address.base() + route);
    }

    private Map<String, String> headers() throws IOException {
        String key = KeyFile.read(target.keyFile());
        Map<String, String> headers = new TreeMap<>(Map.of("Accept", "application/json"));
        headers.put("Content-Type", "application/json");
        headers.put(isBearer() ? "Authorization" : "x-api-key", isBearer() ? "Bearer " + key : key);
        return headers;
    }

    private Trouble keyless(IOException why) {
        return Trouble.stop("Convex was not called: " + why.getMessage(), cure());
    }

    private String cure() {
        return "put the right key into " + target.keyFile() + ", look at dialect, then resume the sink";
    }

    private String correction() {
        return "an address that ends in .convex.cloud is for Convex's own clients; " + address.base()
                + " is used; write that into url";
    }

    /// The event a record is a check-in for; empty for none.
    private static String event(Outgoing record) {
        return record.entry().fact() instanceof Punch punch && record.row() != null && punch.checkIn() != null
                ? Optional.ofNullable(punch.checkIn().event()).orElse("")
                : "";
    }

    /// What came of one request.
    ///
    /// @param each one for each of its first records
    /// @param trouble why the others have none, or null
    /// @param text what the backend said, or null
    record Taken(List<Answer> each, Trouble trouble, String text) {

        static Taken none(Trouble trouble) {
            return new Taken(List.of(), trouble, trouble.text());
        }
    }
}
