// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.app.intake.Arrival;
import muster.app.intake.Intake;
import muster.app.intake.Upload;
import muster.app.terminal.Contacts;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.journal.Stamp;
import muster.model.Fact;
import muster.model.Punch;
import muster.model.Source;
import muster.zk.http.Reply;
import muster.zk.push.AccessReplies;
import muster.zk.push.AttPhoto;
import muster.zk.push.Dialect;
import muster.zk.push.OptionsPost;
import muster.zk.push.PhotoLine;
import muster.zk.push.Stamps;
import muster.zk.push.TableName;
import muster.zk.push.UploadReply;

/// What terminals upload: read, journalled, then acknowledged (zk-push.md sections 7 and 8).
/// Thread-safe.
public final class Uploads {

    private static final Logger LOG = System.getLogger(Uploads.class.getName());

    private static final String ACCESS_TYPE = "application/push;charset=UTF-8";

    private final Journal journal;
    private final Intake intake;
    private final Terminals terminals;
    private final Contacts contacts;
    private final PhotoFolder photos;
    private final Warnings warnings;
    private final UploadRoom room = new UploadRoom();

    /// @param photos where photos go, if they are kept
    /// @param warnings tells operators what should not wait
    public Uploads(
            Journal journal,
            Intake intake,
            Terminals terminals,
            Contacts contacts,
            PhotoFolder photos,
            Warnings warnings) {
        this.journal = journal;
        this.intake = intake;
        this.terminals = terminals;
        this.contacts = contacts;
        this.photos = photos;
        this.warnings = warnings;
    }

    /// `POST cdata`.
    Reply upload(Visit visit) throws JournalException, IOException, InterruptedException {
        if (!visit.parameter("AuthType").isEmpty()) {
            return Reply.text("AUTH=Failed");
        }
        String table = TableName.of(visit.request().query()::text);
        if (visit.parameter("ContentType").equalsIgnoreCase("tgz")) {
            return packed(visit, table);
        }
        return switch (table) {
            case "OPTIONS" -> options(visit);
            case "ATTPHOTO" -> photo(visit, AttPhoto.read(visit.request().body()));
            case "RTSTATE" -> access("OK");
            case "RTLOG" -> {
                journalled(visit, "rtlog", Optional.empty());
                yield access("OK");
            }
            case "TABLEDATA" -> tableData(visit);
            case "ATTLOG", "OPERLOG", "BIODATA", "IDCARD", "ERRORLOG", "USERINFO", "FINGERTMP", "FACE", "USERPIC" ->
                Reply.text(UploadReply.of(table, journalled(visit, table, stamp(visit)).records()));
            default -> unread(visit, table, "a table nobody knows");
        };
    }

    /// `POST fdata`: the photo of a first-generation terminal.
    Reply photo(Visit visit) throws IOException {
        return photo(visit, AttPhoto.named(visit.parameter("PIN"), visit.request().body()));
    }

    /// `POST querydata`: what an access terminal was asked for.
    Reply queryData(Visit visit) throws JournalException, IOException, InterruptedException {
        return switch (visit.parameter("type").toLowerCase(Locale.ROOT)) {
            case "options" -> options(visit);
            case "count" -> access("OK");
            default -> tableData(visit);
        };
    }

    private Reply tableData(Visit visit) throws JournalException, IOException, InterruptedException {
        String name = TableName.clean(visit.parameter("tablename"));
        int rows = journalled(visit, name.toLowerCase(Locale.ROOT), Optional.empty()).records();
        return access(AccessReplies.count(name, rows));
    }

    private Reply options(Visit visit) throws JournalException, InterruptedException {
        Map<String, String> said = OptionsPost.read(visit.request().body());
        terminals.reported(visit.caller(), Reported.of(said));
        contacts.counted(visit.serial(),
                Reported.count(said, "UserCount"), Reported.count(said, "TransactionCount"));
        return Reply.text("OK");
    }

    private Reply photo(Visit visit, AttPhoto photo) throws IOException {
        photos.keep(visit.serial(), photo.fileName(), photo.content());
        return Reply.text("OK");
    }

    private Reply unread(Visit visit, String table, String why) throws JournalException, InterruptedException {
        journal.append(intake.held(arrival(visit, table), why, visit.request().body()).facts());
        return Reply.text("OK");
    }

    /// A compressed upload, whose inner form no manual tells. Punches are held as they came; of anything
    /// else only that it came, for there may be templates and passwords in it.
    private Reply packed(Visit visit, String table) throws JournalException, InterruptedException {
        byte[] body = visit.request().body();
        byte[] kept = table.equals("ATTLOG")
                ? body
                : ("a compressed " + TableName.clean(table) + " of " + body.length + " bytes at " + visit.at())
                        .getBytes(StandardCharsets.UTF_8);
        Arrival where = arrival(visit, table);
        journal.append(intake.held(where, "a compressed upload, whose inner form no manual tells", kept).facts());
        return Reply.text("OK");
    }

    /// Reads an upload and journals it; only then may it be acknowledged.
    private Upload journalled(Visit visit, String table, Optional<Stamp> stamp)
            throws JournalException, IOException, InterruptedException {
        try (UploadRoom.Place _ = room.enter(visit.request().body().length)) {
            return inRoom(visit, table, stamp);
        }
    }

    private Upload inRoom(Visit visit, String table, Optional<Stamp> stamp)
            throws JournalException, IOException, InterruptedException {
        Arrival where = arrival(visit, table);
        Upload upload = read(visit, where);
        Receipt receipt = stamp.isPresent()
                ? journal.append(upload.facts(), stamp.get())
                : journal.append(upload.facts());
        for (PhotoLine photo : upload.photos()) {
            photos.keep(visit.serial(), photo.fileName(), photo.content());
        }
        contacts.uploaded(visit.serial(), clockOffset(visit, upload.facts()));
        warnings.look(upload.facts(), receipt);
        LOG.log(Level.DEBUG, "terminal {0}: {1} records of {2}, {3} new, {4} known",
                visit.serial(), upload.records(), table, receipt.stored(), receipt.duplicates());
        return upload;
    }

    /// A fault of our own must not make the terminal send the same upload for ever: it is held whole and
    /// looked at again by a later version (zk-push.md section 8, poison batch).
    private Upload read(Visit visit, Arrival where) throws JournalException {
        byte[] body = visit.request().body();
        try {
            return intake.read(where, visit.dialect(), visit.decoding(), body);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an upload of terminal " + visit.serial() + " met a fault of muster itself; "
                    + "it is held in quarantine", e);
            return intake.held(where, "a fault of muster itself: " + e, body);
        }
    }

    private static Arrival arrival(Visit visit, String table) {
        return new Arrival(Source.PUSH, visit.serial(), table, visit.at());
    }

    private static Optional<Stamp> stamp(Visit visit) {
        return Stamps.sent(visit.request().query()::text)
                .filter(muster.zk.push.Stamp::worthKeeping)
                .map(sent -> new Stamp(visit.serial(), sent.table(), sent.value()));
    }

    /// The terminal's clock minus ours, told by a punch that came alone from a terminal in contact: then
    /// it was made just now.
    private static Long clockOffset(Visit visit, List<Fact> facts) {
        return visit.online() && facts.size() == 1 && facts.getFirst() instanceof Punch punch
                ? Duration.between(visit.at(), punch.instant()).toSeconds()
                : null;
    }

    private static Reply access(String text) {
        return Reply.text(text).withContentType(ACCESS_TYPE);
    }
}
