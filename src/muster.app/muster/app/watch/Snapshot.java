// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import muster.model.Sample;

/// Every measured value at one moment. Immutable.
public final class Snapshot {

    private record Place(String measure, String subject) {}

    /// A value that has more than one label and is told in `/metrics` only.
    ///
    /// @param prometheus its name there, without the prefix `muster_`
    /// @param labels their values by name, in order
    record Labelled(String prometheus, Map<String, String> labels, double value) {}

    private final Instant at;
    private final Map<Place, Sample> samples;
    private final List<Labelled> labelled;

    private Snapshot(Instant at, Map<Place, Sample> samples, List<Labelled> labelled) {
        this.at = at;
        this.samples = samples;
        this.labelled = labelled;
    }

    /// Collects the values of one moment. For one thread.
    public static final class Builder {

        private final Instant at;
        private final Map<Place, Sample> samples = new LinkedHashMap<>();
        private final List<Labelled> labelled = new ArrayList<>();

        /// @param at the moment (UTC)
        public Builder(Instant at) {
            this.at = at;
        }

        /// The moment.
        public Instant at() {
            return at;
        }

        /// A value of this muster as a whole.
        public void put(Measure measure, double value) {
            put(measure, "", value);
        }

        /// A value of a subject; what is no finite number was not measured.
        public void put(Measure measure, String subject, double value) {
            if (Double.isFinite(value)) {
                samples.put(new Place(measure.name(), subject), new Sample(measure.name(), subject, at, value));
            }
        }

        /// A moment since which something is so.
        ///
        /// @param since null = it is not so
        public void put(Measure measure, String subject, Instant since) {
            put(measure, subject, since == null ? 0 : since.toEpochMilli() / 1000.0);
        }

        /// A value for `/metrics` alone.
        void put(Labelled value) {
            labelled.add(value);
        }

        /// The values that another one collected; a value of the same measure and subject takes the place of the one
        /// here.
        void putAll(Builder other) {
            samples.putAll(other.samples);
            labelled.addAll(other.labelled);
        }

        /// What was collected.
        public Snapshot done() {
            return new Snapshot(at, new LinkedHashMap<>(samples), List.copyOf(labelled));
        }
    }

    /// The moment (UTC).
    public Instant at() {
        return at;
    }

    /// A value as rules and people read it: of [Measure.Kind#SINCE] the seconds from that moment to this one.
    ///
    /// @return empty when it was not measured
    public OptionalDouble value(Measure measure, String subject) {
        Sample sample = samples.get(new Place(measure.name(), subject));
        return sample == null ? OptionalDouble.empty() : OptionalDouble.of(read(measure, sample.value(), at));
    }

    /// What a kept value says at a moment.
    public static double read(Measure measure, double kept, Instant at) {
        if (measure.kind() != Measure.Kind.SINCE) {
            return kept;
        }
        return kept == 0 ? 0 : Math.max(0, at.toEpochMilli() / 1000.0 - kept);
    }

    /// Whose values there are of any of some measures.
    public Set<String> subjects(Collection<Measure> measures) {
        Set<String> names = new TreeSet<>();
        measures.forEach(measure -> names.add(measure.name()));
        Set<String> subjects = new TreeSet<>();
        for (Place place : samples.keySet()) {
            if (names.contains(place.measure())) {
                subjects.add(place.subject());
            }
        }
        return subjects;
    }

    /// Every value as it is kept.
    public List<Sample> samples() {
        return new ArrayList<>(samples.values());
    }

    /// What is for `/metrics` alone.
    List<Labelled> labelled() {
        return labelled;
    }
}
