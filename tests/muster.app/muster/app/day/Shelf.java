// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Difference;
import muster.app.sink.Outgoing;
import muster.app.sink.Sink;
import muster.app.sink.Trial;

/// A target in memory: what it has can be looked at and taken away. Thread-safe.
final class Shelf implements Sink {

    /// What it has: the PIN of each record, by place.
    final Map<Long, String> held = new TreeMap<>();
    /// PINs it does not take.
    final Set<String> strangers = ConcurrentHashMap.newKeySet();

    @Override
    public String target() {
        return "a shelf";
    }

    @Override
    public int batch() {
        return 10;
    }

    @Override
    public Answers deliver(List<Outgoing> records) {
        List<Answer> answers = new ArrayList<>();
        synchronized (held) {
            for (Outgoing record : records) {
                answers.add(strangers.contains(record.pin()) ? Answer.setAside("unknown_person", "who is that")
                        : held.put(record.seq(), record.pin()) == null ? Answer.delivered("thanks")
                        : Answer.duplicate("again"));
            }
        }
        return Answers.all(answers, "thanks");
    }

    @Override
    public Trial test() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Difference> compare(List<Outgoing> records) {
        synchronized (held) {
            return records.stream().map(record -> {
                String found = held.get(record.seq());
                String kind = found == null ? "new" : found.equals(record.pin()) ? "known" : "different";
                return new Difference(record.seq(), kind, record.pin(), found);
            }).toList();
        }
    }

    @Override
    public void close() {}
}
