// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// How long this disk takes to keep one page: appended, and waited for as SQLite does.
final class Fsync {

    public static void main(String[] words) throws IOException {
        Path file = Path.of(words[0]);
        long[] nanos = new long[Integer.parseInt(words[1])];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096), 4096L * i);
                channel.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(nanos);
        System.out.printf("{\"p50_us\": %d, \"p99_us\": %d}%n", nanos[nanos.length / 2] / 1000,
                nanos[nanos.length * 99 / 100] / 1000);
    }
}
