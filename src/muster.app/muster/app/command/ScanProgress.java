// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

/// How far a scan is, in a bar. A scan tells one thing at a time, and which thread tells may change.
final class ScanProgress {

    private final Progress progress;
    private int tried;
    private int found;

    /// @param addresses how many there are to try
    ScanProgress(Surroundings surroundings, int addresses) {
        this.progress = new Progress(surroundings, () -> tried, () -> addresses);
    }

    synchronized void found() {
        found++;
    }

    synchronized void tried(int addresses) {
        tried = addresses;
        progress.show(Display.count(tried, "address", "addresses") + " tried, " + Display.number(found) + " found");
    }

    synchronized void clear() {
        progress.clear();
    }
}
