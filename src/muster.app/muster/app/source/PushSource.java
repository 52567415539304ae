// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import muster.app.terminal.Admission;
import muster.app.terminal.Caller;
import muster.app.terminal.Contacts;
import muster.app.terminal.Terminals;
import muster.journal.JournalException;
import muster.model.Terminal;
import muster.model.TerminalStatus.Presence;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.http.Service;
import muster.zk.push.Dialect;
import muster.zk.push.Serials;

/// The terminals' push service: from a request to its answer, for both doors (zk-push.md sections 4
/// and 8). An upload is answered `OK` only after the journal has it on disk; when the journal cannot
/// write, the answer is 503 and the terminal keeps its records. Thread-safe.
public final class PushSource implements Service {

    private static final Logger LOG = System.getLogger(PushSource.class.getName());

    /// What everybody hears who is no terminal.
    public static final Reply STRANGER = Reply.text(404, "This port is for attendance terminals, below /iclock.");

    private final Terminals terminals;
    private final Contacts contacts;
    private final Handshake handshake;
    private final Uploads uploads;
    private final CommandPolls polls;
    private final Set<String> paths;
    private final InstantSource clock;

    /// @param paths the path words under which the service is known, lower case
    public PushSource(
            Terminals terminals,
            Contacts contacts,
            Handshake handshake,
            Uploads uploads,
            CommandPolls polls,
            Set<String> paths,
            InstantSource clock) {
        this.terminals = terminals;
        this.contacts = contacts;
        this.handshake = handshake;
        this.uploads = uploads;
        this.polls = polls;
        this.paths = paths;
        this.clock = clock;
    }

    @Override
    public Reply answer(Request request, InetAddress from) throws InterruptedException {
        if (!request.serves(paths)) {
            return STRANGER;
        }
        String serial = request.query().text("SN");
        if (serial == null || !Serials.valid(serial)) {
            return Reply.text(400, "The request names no valid serial number (SN).");
        }
        try {
            return answer(request, serial, from);
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "terminal {0} is asked to come again: {1}", serial, e.getMessage());
            return Reply.text(503, "journal unavailable");
        } catch (IOException e) {
            LOG.log(Level.ERROR, "a photo of terminal {0} cannot be kept ({1}); the terminal sends it again",
                    serial, e.getMessage());
            return Reply.text(503, "photo folder unavailable");
        }
    }

    private Reply answer(Request request, String serial, InetAddress from)
            throws JournalException, IOException, InterruptedException {
        Optional<Terminal> known = terminals.find(serial);
        Dialect dialect = Dialect.of(
                request.endpoint(),
                request.query()::text,
                known.map(terminal -> Dialect.ofWord(terminal.dialect())).orElse(null));
        if (dialect == Dialect.CPOS) {
            LOG.log(Level.WARNING, "terminal {0} speaks the payment dialect (cpos), which is not served", serial);
            return Reply.text(404, "not served");
        }
        Caller caller = new Caller(
                serial, from, dialect.word(), parameter(request, "pushver"), parameter(request, "language"));
        Admission admission = terminals.admit(caller);
        if (admission == Admission.WRONG_ADDRESS) {
            LOG.log(Level.WARNING, "terminal {0} calls from {1}, where it may not call from; nothing was taken",
                    serial, from.getHostAddress());
        }
        Optional<Reply> turnedAway = turnedAway(admission);
        if (turnedAway.isPresent()) {
            return turnedAway.get();
        }
        boolean online = contacts.presence(serial) == Presence.ONLINE;
        contacts.heard(serial, from);
        return serve(Visit.of(request, caller, known, clock.instant(), online));
    }

    /// What a terminal hears that is not served, whatever it asks for; empty for one that is.
    public static Optional<Reply> turnedAway(Admission admission) {
        return switch (admission) {
            case HELD -> Optional.of(Reply.text(503, "Service Unavailable").withHeader("Retry-After", "60"));
            case REFUSED, WRONG_ADDRESS -> Optional.of(Reply.text(403, "refused"));
            case ADMITTED -> Optional.empty();
        };
    }

    private Reply serve(Visit visit) throws JournalException, IOException, InterruptedException {
        Optional<Endpoint> asked = Endpoint.of(visit.request().endpoint());
        if (asked.isEmpty()) {
            return Reply.text(404, "not served");
        }
        boolean post = visit.request().method().equals("POST");
        return switch (asked.get()) {
            case CDATA -> post ? uploads.upload(visit) : handshake.cdata(visit);
            case FDATA -> uploads.photo(visit);
            case QUERYDATA -> uploads.queryData(visit);
            case GETREQUEST -> polls.poll(visit);
            case DEVICECMD -> polls.results(visit);
            case REGISTRY -> handshake.registry(visit);
            case PUSH -> handshake.push(visit);
            case RTDATA -> handshake.accessTime(visit);
            case PING, TEST -> Reply.text("OK");
        };
    }

    private static String parameter(Request request, String name) {
        String value = request.query().text(name);
        return value == null ? "" : value;
    }
}
