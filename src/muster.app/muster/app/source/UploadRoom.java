// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.util.concurrent.Semaphore;

/// How much of what terminals upload is read and journalled at the same time. Its records take ten to twenty times the
/// room of its lines, and after days without a network every terminal brings its whole log at once: whoever finds no
/// room waits, in the order of arrival. Thread-safe.
final class UploadRoom {

    /// The largest upload that is allowed, unless somebody configured more, in bytes.
    static final int LARGE = 4 << 20;

    /// Up to here it is a punch, or some: they have a room of their own, for nobody at a door waits for a log.
    static final int SMALL = 16 << 10;

    private final Semaphore large = new Semaphore(LARGE, true);
    private final Semaphore small = new Semaphore(LARGE / 4, true);

    /// What an upload takes, until it is left.
    record Place(Semaphore room, int bytes) implements AutoCloseable {

        @Override
        public void close() {
            room.release(bytes);
        }
    }

    /// Waits for room.
    ///
    /// @param length of the upload in bytes; one that is larger than all the room takes all of it
    Place enter(int length) throws InterruptedException {
        Place place = new Place(length <= SMALL ? small : large, Math.min(length, LARGE));
        place.room().acquire(place.bytes());
        return place;
    }
}
