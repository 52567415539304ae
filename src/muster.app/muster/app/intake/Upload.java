// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.util.ArrayList;
import java.util.List;
import muster.model.Fact;
import muster.zk.push.PhotoLine;

/// What a terminal's upload holds: the facts for the journal, photos for the photo folder, and how many
/// records the terminal is to be told were received. Not thread-safe.
public final class Upload {

    private final int records;
    private final List<Fact> facts = new ArrayList<>();
    private final List<PhotoLine> photos = new ArrayList<>();

    Upload(int records) {
        this.records = records;
    }

    void add(Fact fact) {
        facts.add(fact);
    }

    void keep(PhotoLine photo) {
        photos.add(photo);
    }

    /// How many records were received, unreadable ones and templates included.
    public int records() {
        return records;
    }

    /// The facts in it, in its order.
    public List<Fact> facts() {
        return facts;
    }

    /// The photos in it.
    public List<PhotoLine> photos() {
        return photos;
    }
}
