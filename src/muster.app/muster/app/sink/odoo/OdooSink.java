// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.odoo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import muster.app.config.KeyFile;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Caller;
import muster.app.sink.odoo.OdooApi.Search;
import muster.app.sink.odoo.Register.Employee;
import muster.model.Json;
import muster.model.LocalTimes;

/// Delivers punches to Odoo's attendances, by JSON-2 or JSON-RPC (product.md section 5.3). Odoo keeps stays and no
/// punches, so they are paired here, with the stays that Odoo has as the truth: whatever was sent before is found
/// there, and a punch that does not go with them is set aside with both stays named. The key is read anew for every
/// delivery. For one thread.
public final class OdooSink implements Sink {

    /// Room for the stays and employees of a batch.
    static final int KEPT = 1 << 20;

    private static final int BATCH = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Target.Odoo target;
    private final Caller caller;

    /// @param clock for the date that a busy server may name
    public OdooSink(Target.Odoo target, InstantSource clock) {
        this(target, new Caller("Odoo", TIMEOUT, true, clock));
    }

    OdooSink(Target.Odoo target, Caller caller) {
        this.target = target;
        this.caller = caller;
    }

    @Override
    public String target() {
        return base(target) + target.database().map(name -> " (database " + name + ")").orElse("");
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Answers deliver(List<Outgoing> records) throws InterruptedException {
        List<Answer> each = new ArrayList<>(records.size());
        try {
            Register register = register(records);
            for (Outgoing record : records) {
                each.add(answer(register, record, records));
            }
            return Answers.all(each, each.isEmpty() ? null : each.getLast().text());
        } catch (OdooFailure e) {
            return new Answers(each, trouble(e), e.getMessage());
        } catch (IOException e) {
            return Answers.none(keyless(e));
        }
    }

    private Answer answer(Register register, Outgoing record, List<Outgoing> batch)
            throws OdooFailure, InterruptedException {
        if (record.row() == null) {
            return Answer.skipped("no punch");
        }
        Answer nobody = nobody(register, record);
        if (nobody != null) {
            return nobody;
        }
        int employee = register.employees(record.pin()).getFirst().id();
        try {
            return paired(register, employee, record, pairing(register, employee, record, batch));
        } catch (OdooFailure e) {
            if (e.trouble() != null) {
                throw e;
            }
            return Answer.setAside("refused", e.getMessage());
        }
    }

    /// Why there is nobody whose punch it could be; null when there is.
    private Answer nobody(Register register, Outgoing record) {
        List<Employee> found = register.employees(record.pin());
        String who = target.match() + " " + record.pin();
        if (found.isEmpty()) {
            return Answer.setAside("unknown_person", "no employee in Odoo has " + who);
        }
        if (!found.getFirst().active()) {
            return Answer.setAside("inactive", "the employee with " + who + " is archived in Odoo");
        }
        return found.size() == 1 ? null : Answer.setAside("conflict", "several employees in Odoo have " + who + ": "
                + found.stream().map(employee -> String.valueOf(employee.id())).collect(Collectors.joining(", ")));
    }

    private static Pairing pairing(Register register, int employee, Outgoing record, List<Outgoing> batch)
            throws OdooFailure, InterruptedException {
        List<LocalDateTime> times = batch.stream()
                .filter(other -> other.row() != null && other.pin().equals(record.pin()))
                .map(OdooSink::time)
                .sorted()
                .toList();
        List<Stay> stays = register.stays(employee, times.getFirst(), times.getLast());
        if (stays.isEmpty() && record.direction() == Outgoing.Direction.OUT) {
            stays = register.before(employee, time(record));
        }
        return Pairing.of(stays, time(record), record.direction());
    }

    private static Answer paired(Register register, int employee, Outgoing record, Pairing pairing)
            throws OdooFailure, InterruptedException {
        return switch (pairing.step()) {
            case KNOWN -> Answer.duplicate("Odoo has it");
            case CONFLICT -> Answer.setAside("conflict", pairing.text());
            case OPEN -> Answer.delivered("attendance " + register.open(employee, time(record)) + " begun");
            case CLOSE -> {
                register.close(employee, pairing.stay());
                yield Answer.delivered("attendance " + pairing.stay().id() + " ended");
            }
        };
    }

    @Override
    public Trial test() throws InterruptedException {
        try {
            OdooApi odoo = odoo();
            odoo.search(new Search("hr.employee", OdooApi.list(OdooApi.list(target.match(), "!=", false)),
                    List.of("id", target.match()), "id", 1, new JsonObject()));
            odoo.search(new Search("hr.attendance", OdooApi.list(), List.of("id"), "id", 1, new JsonObject()));
            return new Trial(true, caller.at(target.url()) + " lets muster read employees and attendances", null);
        } catch (OdooFailure e) {
            return new Trial(false, trouble(e).text(), trouble(e).cure());
        } catch (IOException e) {
            return new Trial(false, keyless(e).text(), keyless(e).cure());
        }
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) throws InterruptedException {
        List<Difference> differences = new ArrayList<>();
        try {
            Register register = register(records);
            for (Outgoing record : records) {
                differences.add(compare(register, record, records));
            }
        } catch (OdooFailure | IOException e) {
            records.subList(differences.size(), records.size())
                    .forEach(record -> differences.add(new Difference(record.seq(), "unknown", sent(record), null)));
        }
        return differences;
    }

    /// Beside the stays as they are now: those that the records before it would make are not there yet.
    private Difference compare(Register register, Outgoing record, List<Outgoing> batch)
            throws OdooFailure, InterruptedException {
        if (record.row() == null) {
            return new Difference(record.seq(), "skipped", "", null);
        }
        Answer nobody = nobody(register, record);
        if (nobody != null) {
            return new Difference(record.seq(), "refused", sent(record), nobody.text());
        }
        int employee = register.employees(record.pin()).getFirst().id();
        Pairing pairing = pairing(register, employee, record, batch);
        return switch (pairing.step()) {
            case KNOWN -> new Difference(record.seq(), "known", sent(record), null);
            case CONFLICT -> new Difference(record.seq(), "different", sent(record), pairing.text());
            case OPEN, CLOSE -> new Difference(record.seq(), "new", sent(record), null);
        };
    }

    private String sent(Outgoing record) {
        if (record.row() == null) {
            return "";
        }
        JsonObject sent = new JsonObject();
        sent.addProperty(target.match(), record.pin());
        sent.addProperty("time", LocalTimes.TEXT.format(time(record)));
        sent.addProperty("direction", Json.word(record.direction()));
        return Json.text(sent);
    }

    @Override
    public void close() {
        caller.close();
    }

    /// Its address without a slash at the end.
    static String base(Target.Odoo target) {
        return target.url().toString().replaceAll("/+$", "");
    }

    private Register register(List<Outgoing> records) throws OdooFailure, IOException, InterruptedException {
        Register register = new Register(odoo(), target.match());
        Set<String> pins = records.stream()
                .filter(record -> record.row() != null)
                .map(Outgoing::pin)
                .collect(Collectors.toSet());
        register.learn(pins);
        return register;
    }

    private OdooApi odoo() throws IOException {
        return target.protocol().equals("json-rpc")
                ? new JsonRpc(target, caller, password(target.keyFile()))
                : new Json2(target, caller, KeyFile.read(target.keyFile()));
    }

    /// A password may be short and hold blanks.
    private static String password(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(file + " cannot be read");
        }
        return Files.readAllLines(file).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> new IOException(file + ": its first line must be the API key or password"));
    }

    private Trouble keyless(IOException why) {
        return Trouble.stop("Odoo was not called: " + why.getMessage(), OdooFault.keyCure(target));
    }

    /// A search that Odoo's rules are against is no record's fault.
    private static Trouble trouble(OdooFailure failure) {
        return failure.trouble() != null ? failure.trouble()
                : Trouble.stop("Odoo refuses a search (" + failure.getMessage() + ")", OdooFault.protocolCure());
    }

    private static LocalDateTime time(Outgoing record) {
        return record.time().withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
    }
}
