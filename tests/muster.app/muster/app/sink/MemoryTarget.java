// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// A target that keeps records by their ids, as real ones do, and fails as it is told. Thread-safe.
public final class MemoryTarget implements Sink {

    /// What one call does.
    public enum Call { TAKES, IS_AWAY, TAKES_AND_CUTS, TAKES_HALF, REFUSES_KEY, SAYS_NOTHING, FAULTS, IS_INTERRUPTED }

    private final Map<String, Outgoing> taken = new LinkedHashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> poison = new HashSet<>();
    private final int batch;
    private IntFunction<Call> plan = call -> Call.TAKES;
    private Runnable after = () -> {};

    /// @param batch how many records at once
    public MemoryTarget(int batch) {
        this.batch = batch;
    }

    /// @param plan what each call does, by its number from 0
    public synchronized MemoryTarget plan(IntFunction<Call> plan) {
        this.plan = plan;
        return this;
    }

    /// @param act what happens when the target has taken records and has not answered yet
    synchronized void after(Runnable act) {
        after = act;
    }

    /// Somebody empties it.
    synchronized void forget() {
        taken.clear();
    }

    /// No record spoils its batch any more.
    synchronized void cure() {
        poison.clear();
    }

    /// People it does not know from now on.
    public synchronized void unknown(String... pins) {
        unknown.clear();
        unknown.addAll(List.of(pins));
    }

    /// People whose records it refuses without saying which.
    public synchronized void poison(String... pins) {
        poison.addAll(List.of(pins));
    }

    /// What it has, in the order it came.
    public synchronized List<Outgoing> taken() {
        return List.copyOf(taken.values());
    }

    /// Whose records it has, in the order they came.
    public synchronized List<String> pins() {
        return taken.values().stream().map(Outgoing::pin).toList();
    }

    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public String target() {
        return "memory";
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public synchronized Answers deliver(List<Outgoing> records) throws InterruptedException {
        Call call = plan.apply(sizes.size());
        sizes.add(records.size());
        Answers answers = answer(call, records);
        after.run();
        return answers;
    }

    private Answers answer(Call call, List<Outgoing> records) throws InterruptedException {
        return switch (call) {
            case SAYS_NOTHING -> new Answers(List.of(), null, null);
            case FAULTS -> {
                take(records, null);
                throw new NoClassDefFoundError("a library that is not there");
            }
            case IS_INTERRUPTED -> {
                take(records, null);
                throw new InterruptedException();
            }
            case IS_AWAY -> Answers.none(Trouble.retry("it is away", null));
            case REFUSES_KEY -> Answers.none(Trouble.stop("the key is refused", "put the right key into the file"));
            case TAKES -> take(records, null);
            case TAKES_AND_CUTS -> {
                take(records, null);
                yield Answers.none(Trouble.retry("the line was cut", null));
            }
            case TAKES_HALF -> take(records.subList(0, records.size() / 2), Trouble.retry("it went away", null));
        };
    }

    private Answers take(List<Outgoing> records, Trouble trouble) {
        if (records.stream().anyMatch(record -> poison.contains(record.pin()))) {
            return Answers.none(Trouble.refused("something in it is wrong"));
        }
        List<Answer> answers = new ArrayList<>();
        for (Outgoing record : records) {
            if (unknown.contains(record.pin())) {
                answers.add(Answer.setAside("unknown_person", "nobody is called " + record.pin()));
            } else {
                answers.add(taken.putIfAbsent(record.id(), record) == null
                        ? Answer.delivered("taken")
                        : Answer.duplicate("known"));
            }
        }
        return new Answers(answers, trouble, "answered");
    }

    @Override
    public Trial test() {
        return new Trial(true, "it is there", null);
    }

    @Override
    public synchronized List<Difference> compare(List<Outgoing> records) {
        return records.stream()
                .map(record -> new Difference(record.seq(), taken.containsKey(record.id()) ? "known" : "new",
                        record.pin(), null))
                .toList();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
