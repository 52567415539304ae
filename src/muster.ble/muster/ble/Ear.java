// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What waits to be listened to: the newest report of each device, and no more devices than fit.
///
/// The bus' thread only puts; one thread takes. Devices that were not listened to yet go first, but every fourth
/// report taken is a repeat if there is one, so that a flood of strangers does not silence those who stay.
/// Thread-safe.
final class Ear {

    /// So many devices at once are ten crowded halls.
    static final int CAPACITY = 10_000;

    private static final int NEW_IN_A_ROW = 3;
    private static final System.Logger LOG = System.getLogger(Ear.class.getName());

    private final int capacity;
    private final Map<String, Advertisement> fresh = new LinkedHashMap<>();
    private final Map<String, Advertisement> repeats = new LinkedHashMap<>();
    private int row;
    private long lost;

    Ear(int capacity) {
        this.capacity = capacity;
    }

    /// Puts the newest report of a device in the place of an older one that still waits.
    ///
    /// @param device the same for each report of one device at one adapter
    /// @param isNew whether nothing of this device, or nothing of what it says now, was taken yet
    /// @return false when there was no room for it
    synchronized boolean put(String device, Advertisement report, boolean isNew) {
        if (fresh.replace(device, report) != null) {
            return true;
        }
        if (isNew) {
            repeats.remove(device);
        } else if (repeats.replace(device, report) != null) {
            return true;
        }
        if (fresh.size() + repeats.size() >= capacity && !makeRoom(isNew)) {
            return false;
        }
        (isNew ? fresh : repeats).put(device, report);
        notifyAll();
        return true;
    }

    private boolean makeRoom(boolean isNew) {
        lost++;
        return isNew && first(repeats) != null;
    }

    /// Waits for a report and takes it.
    synchronized Advertisement take() throws InterruptedException {
        while (fresh.isEmpty() && repeats.isEmpty()) {
            wait();
        }
        boolean repeat = fresh.isEmpty() || row >= NEW_IN_A_ROW && !repeats.isEmpty();
        row = repeat ? 0 : row + 1;
        return first(repeat ? repeats : fresh);
    }

    private static Advertisement first(Map<String, Advertisement> reports) {
        Iterator<Advertisement> oldest = reports.values().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Advertisement report = oldest.next();
        oldest.remove();
        return report;
    }

    /// Forgets what waits.
    synchronized void clear() {
        fresh.clear();
        repeats.clear();
    }

    /// How many reports were dropped since the beginning.
    synchronized long lost() {
        return lost;
    }

    /// Hands on until interrupted; a listener that fails loses this one report.
    void listen(Consumer<Advertisement> listener) throws InterruptedException {
        while (true) {
            Advertisement report = take();
            try {
                listener.accept(report);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "ble: a report of " + report.address() + " could not be used", e);
            }
        }
    }
}
