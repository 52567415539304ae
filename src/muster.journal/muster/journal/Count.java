// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.LocalDateTime;
import muster.model.Source;

/// What one terminal has brought, while it is being counted. Used by one thread.
final class Count {

    private long punches;
    private long duplicates;
    private long variants;
    private long quarantined;
    private LocalDateTime latest;
    private long latestSeq;
    private int sources;
    private boolean touched;

    /// Nothing yet.
    Count() {}

    /// Goes on from what was saved.
    Count(Tally saved, int sources) {
        this.punches = saved.punches();
        this.duplicates = saved.duplicates();
        this.variants = saved.variants();
        this.quarantined = saved.quarantined();
        this.latest = saved.latest();
        this.latestSeq = saved.latestSeq();
        this.sources = sources;
    }

    /// It may be changed from now on.
    ///
    /// @return whether nobody was told that since [#leave()]
    boolean touch() {
        boolean first = !touched;
        touched = true;
        return first;
    }

    /// What was changed has been seen.
    void leave() {
        touched = false;
    }

    /// A new punch; to be called in the order of sequence numbers.
    void addPunch(Source source, LocalDateTime localTime, long seq) {
        punches++;
        sources |= Sources.code(source);
        if (latest == null || !localTime.isBefore(latest)) {
            latest = localTime;
            latestSeq = seq;
        }
    }

    void addDuplicate() {
        duplicates++;
    }

    void addVariants(long more) {
        variants += more;
    }

    void addQuarantined() {
        quarantined++;
    }

    void removeQuarantined() {
        quarantined--;
    }

    /// At least so many duplicates: those counted before a connection was lost are not on disk.
    void raiseDuplicates(long least) {
        duplicates = Math.max(duplicates, least);
    }

    /// Whether punches of this terminal came from any source but this one.
    boolean hasOtherThan(Source source) {
        return (sources & ~Sources.code(source)) != 0;
    }

    /// The sources its punches came from, as the table keeps them.
    int sources() {
        return sources;
    }

    Tally tally(String terminal) {
        return new Tally(terminal, punches, duplicates, variants, quarantined, latest, latestSeq);
    }
}
