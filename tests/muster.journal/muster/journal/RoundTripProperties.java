// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.journal.Receipt.Outcome;
import muster.model.Bytes;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.Contact;
import muster.model.Fact;
import muster.model.LocalTimeFit;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.Terminal;
import muster.model.TerminalChange;
import muster.model.ZoneFrom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Any fact comes back from the file, and from memory, as it was given.
class RoundTripProperties {

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    @BeforeContainer
    static void open() throws Exception {
        Path directory = Samples.scratch();
        OPEN.add(Samples.open(directory));
        OPEN.add(() -> Samples.delete(directory));
    }

    @AfterContainer
    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        OPEN.clear();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\u07ff').withChars("ด字€").ofMaxLength(12);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-4_000_000_000L, 9_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((second, nano) -> Instant.ofEpochSecond(second, nano));
    }

    private static Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs().between(0, 250_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::of);
    }

    private static Arbitrary<Map<String, String>> maps() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
    }

    @Provide
    Arbitrary<Fact> facts() {
        return Arbitraries.oneOf(
                punches(), quarantined(), contacts(), terminals(), people(), commands(), operations(), notices());
    }

    private static Arbitrary<Fact> punches() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(-64_800, 64_800);
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(Source.class), texts(), texts(), times()).as(List::of),
                        seconds, texts(), Arbitraries.of(ZoneFrom.class), Arbitraries.of(LocalTimeFit.class),
                        instants(), Combinators.combine(Arbitraries.integers(), Arbitraries.integers()).as(List::of),
                        Combinators.combine(texts(), bytes()).as(List::of))
                .as((who, offset, zone, from, fit, received, numbers, rest) -> new Punch(
                        (Source) who.get(0), (String) who.get(1), (String) who.get(2), (LocalDateTime) who.get(3),
                        ZoneOffset.ofTotalSeconds(offset), zone, from, fit, received, numbers.get(0), numbers.get(1),
                        (String) rest.get(0), (Bytes) rest.get(1)));
    }

    private static Arbitrary<Fact> quarantined() {
        return Combinators.combine(
                        Arbitraries.of(Source.class), texts(), texts(), Arbitraries.of(Quarantined.Reason.class),
                        texts(), instants(), bytes())
                .as(Quarantined::new);
    }

    private static Arbitrary<Fact> contacts() {
        return Combinators.combine(texts(), Arbitraries.of(true, false), texts(), texts(), instants())
                .as(Contact::new);
    }

    private static Arbitrary<Fact> terminals() {
        Arbitrary<Terminal> terminals = Combinators.combine(
                        texts(), texts(), Arbitraries.of(Terminal.State.class), texts().injectNull(0.3),
                        texts().list().ofMaxSize(3), texts(), maps(), instants())
                .as((serial, name, state, zone, addresses, dialect, reported, at) ->
                        new Terminal(serial, name, state, zone, addresses, dialect, "2.4.1", "69", reported, at));
        return Combinators.combine(terminals, texts(), texts(), instants()).as(TerminalChange::new);
    }

    private static Arbitrary<Fact> people() {
        Arbitrary<Person> people =
                Combinators.combine(texts(), texts(), texts(), Arbitraries.integers()).as(Person::new);
        return Combinators.combine(people, Arbitraries.just(false), texts().injectNull(0.3), texts(), instants())
                .as(PersonChange::new);
    }

    private static Arbitrary<Fact> commands() {
        return Combinators.combine(
                        texts(), Arbitraries.longs().between(1, Long.MAX_VALUE), texts(),
                        Arbitraries.of(Command.State.class), Arbitraries.integers().injectNull(0.3),
                        instants(), instants().injectNull(0.3))
                .as((terminal, id, text, state, result, at, ended) -> new CommandChange(
                        new Command(terminal, id, text, state, 1, result, "", "api", at, ended, ended, at), at));
    }

    private static Arbitrary<Fact> operations() {
        return Combinators.combine(
                        texts(), texts(), Arbitraries.integers(), texts(), texts(), maps(), instants(), bytes())
                .as(Operation::new);
    }

    private static Arbitrary<Fact> notices() {
        return Combinators.combine(
                        Arbitraries.of(Notice.Level.class), texts(), texts().injectNull(0.3), texts(), maps(),
                        instants())
                .as(Notice::new);
    }

    @Property(tries = 500)
    void anyFactComesBackAsItWasGiven(@ForAll("facts") Fact fact) throws Exception {
        Journal journal = (Journal) OPEN.getFirst();
        long before = journal.head();
        Outcome outcome = journal.append(List.of(fact)).outcomes().getFirst();
        switch (outcome.kind()) {
            case STORED -> {
                assertEquals(List.of(kept(fact)), Samples.facts(journal.read(before, 10)));
                assertEquals(List.of(kept(fact)), Samples.facts(journal.records().entries(before, 10)));
            }
            case VARIANT -> assertEquals(
                    kept(fact), journal.records().variants(outcome.seq()).getLast().punch());
            case DUPLICATE, UNCHANGED -> assertEquals(before, journal.head());
        }
    }

    /// Punches and held records keep the millisecond of their arrival, no more.
    private static Fact kept(Fact fact) {
        return switch (fact) {
            case Punch p -> new Punch(
                    p.source(), p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(), p.zoneFrom(), p.fit(),
                    p.receivedAt().truncatedTo(ChronoUnit.MILLIS), p.state(), p.verifyMode(), p.workCode(), p.raw());
            case Quarantined q -> new Quarantined(
                    q.source(), q.terminal(), q.table(), q.reason(), q.detail(),
                    q.receivedAt().truncatedTo(ChronoUnit.MILLIS), q.raw());
            default -> fact;
        };
    }
}
