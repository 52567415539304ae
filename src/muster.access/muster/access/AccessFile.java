// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.ConstraintViolationException;
import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.DateTimeType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import muster.access.AccessTrouble.Kind;

/// An Access file of a time program, `att2000.mdb`. It is opened for each batch and not kept open; while it is, its
/// lock file keeps other programs out, and theirs keeps us out. A batch is in the file whole or not at all, also when
/// muster is killed in the middle. Before the first write of a day a copy is made beside it. For one thread.
public final class AccessFile {

    private final Path file;
    private final Duration lockWait;
    private final boolean createPeople;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Backups backups;
    private final PageLog log;

    /// @param lockWait how long to wait for another program to let go of the file
    /// @param createPeople whether a person the file does not know is made
    /// @param zone for the times in the names of the copies
    public AccessFile(Path file, Duration lockWait, boolean createPeople, ZoneId zone, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.lockWait = lockWait;
        this.createPeople = createPeople;
        this.zone = zone;
        this.clock = clock;
        this.backups = new Backups(this.file);
        this.log = new PageLog(this.file);
    }

    /// Writes those punches that are not there.
    ///
    /// @return what came of each, in their order
    /// @throws AccessTrouble if none was written
    public List<Placed> put(List<AccessPunch> punches) throws AccessTrouble, InterruptedException {
        return open(punches, true);
    }

    /// What putting punches would do; the file stays as it is.
    ///
    /// @return one for each, in their order
    /// @throws AccessTrouble if the file cannot be asked
    public List<Placed> compare(List<AccessPunch> punches) throws AccessTrouble, InterruptedException {
        return open(punches, false);
    }

    private List<Placed> open(List<AccessPunch> punches, boolean write) throws AccessTrouble, InterruptedException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString());
            }
            LockFile lock = LockFile.take(file, lockWait);
            try (lock) {
                log.recover();
                return locked(punches, write);
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + file + " was open");
            }
            throw trouble(e);
        }
    }

    private List<Placed> locked(List<AccessPunch> punches, boolean write) throws IOException, AccessTrouble {
        HeldPages pages = new HeldPages(FileChannel.open(file, StandardOpenOption.READ));
        List<Placed> placed = new ArrayList<>(punches.size());
        try (pages) {
            Database database = new DatabaseBuilder(file.toFile())
                    .setChannel(pages)
                    .setAutoSync(false)
                    .open();
            try (database) {
                database.setDateTimeType(DateTimeType.LOCAL_DATE_TIME);
                Att2000 tables = new Att2000(database, punches, createPeople);
                for (AccessPunch punch : punches) {
                    placed.add(tables.put(punch));
                }
            }
        } catch (NonWritableChannelException e) {
            throw new AccessTrouble(Kind.STOP, file + " is of a version of Access before 2000, which can only be read",
                    "convert it with Access, then resume the sink", e);
        } catch (ConstraintViolationException e) {
            throw new AccessTrouble(Kind.REFUSED, file + " refuses a row: " + e.getMessage(), null, e);
        } catch (DiskTrouble e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        if (write && !pages.changes().blocks().isEmpty()) {
            backups.ensure(LocalDateTime.ofInstant(clock.instant(), zone));
            log.save(pages.changes());
            log.apply(pages.changes());
        }
        return placed;
    }

    private AccessTrouble damaged(Exception cause) {
        String cure = backups.newest()
                .map(copy -> "have Access repair it, or put " + copy + " in its place; then resume the sink")
                .orElse("have Access repair it, or put a backup in its place; then resume the sink");
        return new AccessTrouble(Kind.STOP, file + " is damaged or no Access file (" + cause.getMessage()
                + "); nothing was written", cure, cause);
    }

    private AccessTrouble trouble(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new AccessTrouble(Kind.STOP, "there is no file " + file,
                    "put it there, or mount the share it is on, then resume the sink", e);
        }
        if (e instanceof AccessDeniedException || isReadOnly(e)) {
            return new AccessTrouble(Kind.STOP, "muster may not write " + file + " or beside it: " + e.getMessage(),
                    "let muster's user write the file and its folder, then resume the sink", e);
        }
        return new AccessTrouble(Kind.RETRY, file + " could not be read or written: " + e.getMessage(), null, e);
    }

    private static boolean isReadOnly(IOException e) {
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason != null && (reason.contains("Read-only") || reason.contains("Permission denied"));
    }
}
