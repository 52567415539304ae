// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The kernel's switches for radios, read from `/sys/class/rfkill` (Linux, ABI/stable/sysfs-class-rfkill).
///
/// @param directory where they are; need not exist
record RfKill(Path directory) {

    /// What holds a radio down.
    enum Block {
        /// Nothing does.
        NONE,
        /// Software does: `rfkill unblock bluetooth`.
        SOFT,
        /// A switch on the machine does.
        HARD
    }

    /// The kernel's own place.
    static RfKill system() {
        return new RfKill(Path.of("/sys/class/rfkill"));
    }

    /// What holds this adapter down; a platform's switch for all of Bluetooth counts for each adapter.
    Block block(String adapter) {
        Block worst = Block.NONE;
        try (DirectoryStream<Path> switches = Files.newDirectoryStream(directory)) {
            for (Path one : switches) {
                String name = line(one.resolve("name"));
                boolean concerns = line(one.resolve("type")).equals("bluetooth")
                        && (name.equals(adapter) || !name.startsWith("hci"));
                if (concerns && line(one.resolve("hard")).equals("1")) {
                    return Block.HARD;
                }
                if (concerns && line(one.resolve("soft")).equals("1")) {
                    worst = Block.SOFT;
                }
            }
        } catch (IOException noSuchDirectory) {
            return Block.NONE;
        }
        return worst;
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
