// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.access;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import muster.access.AccessFile;
import muster.access.AccessPunch;
import muster.access.AccessTrouble;
import muster.access.Placed;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.model.PunchRow;

/// Delivers to the file `att2000.mdb` of a time program (product.md section 5.7).
public final class AccessSink implements Sink {

    /// Few: while they are written the time program has to wait.
    private static final int BATCH = 200;

    private static final String NO_PUNCH = "an att2000.mdb takes punches only";

    private final Target.Access target;
    private final AccessFile file;

    /// @param zone for the times in the names of the copies that are made of the file
    public AccessSink(Target.Access target, ZoneId zone, InstantSource clock) {
        this.target = target;
        Duration wait = Duration.ofSeconds(target.lockWait());
        this.file = new AccessFile(target.file(), wait, target.createPeople(), zone, clock);
    }

    @Override
    public String target() {
        return target.file().toString();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        List<AccessPunch> punches = punches(records);
        try {
            List<Placed> placed = punches.isEmpty() ? List.of() : file.put(punches);
            List<Answer> each = new ArrayList<>(records.size());
            int next = 0;
            for (Outgoing record : records) {
                each.add(record.row() == null ? Answer.skipped(NO_PUNCH) : answer(placed.get(next++)));
            }
            return Answers.all(each, "written to " + target());
        } catch (AccessTrouble e) {
            return Answers.none(trouble(e));
        }
    }

    private static Answer answer(Placed placed) {
        return switch (placed.kind()) {
            case STORED -> Answer.delivered(placed.text());
            case PRESENT -> Answer.duplicate(placed.text());
            case UNKNOWN_PERSON -> Answer.setAside("unknown_person", placed.text());
            case SAME_SECOND -> Answer.setAside("same_second", placed.text());
        };
    }

    private static Trouble trouble(AccessTrouble e) {
        return switch (e.kind()) {
            case RETRY -> new Trouble(Trouble.Kind.RETRY, e.getMessage(), e.cure(), null);
            case REFUSED -> Trouble.refused(e.getMessage());
            case STOP -> Trouble.stop(e.getMessage(), e.cure());
        };
    }

    @Override
    public Trial test() throws InterruptedException {
        try {
            file.compare(List.of());
            return new Trial(true, target() + " is an att2000.mdb, and nobody else has it open", null);
        } catch (AccessTrouble e) {
            return new Trial(false, e.getMessage(), e.cure());
        }
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) throws InterruptedException {
        List<AccessPunch> punches = punches(records);
        List<Placed> placed;
        String unknown = null;
        try {
            placed = punches.isEmpty() ? List.of() : file.compare(punches);
        } catch (AccessTrouble e) {
            placed = List.of();
            unknown = e.getMessage();
        }
        List<Difference> differences = new ArrayList<>(records.size());
        int next = 0;
        for (Outgoing record : records) {
            differences.add(record.row() == null ? new Difference(record.seq(), "skipped", NO_PUNCH, null)
                    : unknown != null ? new Difference(record.seq(), "unknown", line(record), unknown)
                    : difference(record, placed.get(next++)));
        }
        return differences;
    }

    private static Difference difference(Outgoing record, Placed placed) {
        return switch (placed.kind()) {
            case STORED -> new Difference(record.seq(), "new", placed.text(), null);
            case PRESENT -> new Difference(record.seq(), "known", line(record), placed.text());
            case UNKNOWN_PERSON, SAME_SECOND ->
                new Difference(record.seq(), "refused", line(record), placed.text());
        };
    }

    private static String line(Outgoing record) {
        return "Badgenumber " + record.pin() + ", " + record.local().toString().replace('T', ' ') + ", " + type(record)
                + ", " + record.row().terminal();
    }

    private static List<AccessPunch> punches(List<Outgoing> records) {
        return records.stream().filter(record -> record.row() != null).map(AccessSink::punch).toList();
    }

    private static AccessPunch punch(Outgoing record) {
        PunchRow row = record.row();
        int verifyCode = row.verifyMode() == null ? 0 : row.verifyMode();
        return new AccessPunch(record.pin(), row.personName(), record.local(), type(record), verifyCode,
                row.terminal(), row.terminalName(), row.workCode());
    }

    /// The column's own default is `I`, so that is what a punch without a direction is.
    private static String type(Outgoing record) {
        return record.direction() == Outgoing.Direction.OUT ? "O" : "I";
    }

    @Override
    public void close() {
        // the file is not kept open
    }
}
