// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// What a failing disk does to a file.
final class Damage {

    private Damage() {}

    /// Overwrites 4,096 bytes.
    static void overwrite(Path file, long position) throws IOException {
        byte[] junk = new byte[4096];
        Arrays.fill(junk, (byte) 0xa5);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(junk), position);
        }
    }
}
