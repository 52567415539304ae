// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.SortedMap;
import java.util.TreeMap;
import muster.access.PageLog.Change;
import muster.access.PageLog.Changes;

/// An open Access file whose changes are held in memory until the batch is complete: Jackcess writes page by page and
/// knows no transactions. Memory is that of the pages a batch touches. For one thread.
final class HeldPages extends FileChannel {

    /// The page of every version that can be written.
    static final int BLOCK = 4096;

    private final FileChannel file;
    private final SortedMap<Long, Change> changes = new TreeMap<>();
    private long size;
    private long position;

    /// Closes the file with itself.
    HeldPages(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /// What was written since the file was opened.
    Changes changes() {
        return new Changes(size, changes);
    }

    /// A block of a file, with zeros behind its end.
    static byte[] load(FileChannel file, long block) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(BLOCK);
        try {
            while (all.hasRemaining() && file.read(all, block * BLOCK + all.position()) > 0) {
                // until the block is full or the file at its end
            }
        } catch (IOException e) {
            throw new DiskTrouble(e.getMessage(), e);
        }
        return all.array();
    }

    private byte[] block(long number) throws IOException {
        Change change = changes.get(number);
        return change == null ? load(file, number) : change.after();
    }

    @Override
    public int read(ByteBuffer to, long at) throws IOException {
        int total = 0;
        while (to.hasRemaining() && at < size) {
            int from = (int) (at % BLOCK);
            int length = (int) Math.min(Math.min(BLOCK - from, to.remaining()), size - at);
            to.put(block(at / BLOCK), from, length);
            at += length;
            total += length;
        }
        return total == 0 && to.hasRemaining() ? -1 : total;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        int total = from.remaining();
        while (from.hasRemaining()) {
            long number = at / BLOCK;
            Change change = changes.get(number);
            if (change == null) {
                byte[] before = load(file, number);
                change = new Change(PageLog.sum(before), before);
                changes.put(number, change);
            }
            int to = (int) (at % BLOCK);
            int length = Math.min(BLOCK - to, from.remaining());
            from.get(change.after(), to, length);
            at += length;
        }
        size = Math.max(size, at);
        return total;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int count = read(to, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = write(from, position);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long at) {
        position = at;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void force(boolean all) {
        // the batch goes to disk as a whole
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw unused();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw unused();
    }

    @Override
    public FileChannel truncate(long to) {
        throw unused();
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) {
        throw unused();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) {
        throw unused();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long length) {
        throw unused();
    }

    @Override
    public FileLock lock(long at, long length, boolean shared) {
        throw unused();
    }

    @Override
    public FileLock tryLock(long at, long length, boolean shared) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("Jackcess reads and writes pages by their place");
    }
}
