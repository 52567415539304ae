// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import muster.model.CloseOut;
import muster.model.CloseOut.OfBranch;
import muster.model.DayState;
import muster.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Close-outs are signed, and whoever changes one is found out.
final class CloseOutKeyTest {

    @TempDir
    private Path directory;

    private static CloseOut closeOut(CloseOutKey key) {
        return key.signed(new CloseOut(LocalDate.of(2026, 11, 20), null, DayState.WAITING,
                List.of(new OfBranch("B1", "Ā <One>", DayState.WAITING, 3, List.of(), 12, 0)), List.of(),
                Instant.parse("2026-11-21T00:30:00Z"), "test", key.publicKey(), null));
    }

    @Test
    void aKeyIsMadeOnceAndForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("closeout.key");
        CloseOutKey made = CloseOutKey.open(file);
        assertEquals(made.publicKey(), CloseOutKey.open(file).publicKey());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), Files.list(directory).toList());
    }

    @Test
    void aSignatureFitsInAnyLayoutAndForNobodyElse() throws Exception {
        CloseOutKey key = CloseOutKey.open(directory.resolve("one.key"));
        CloseOutKey other = CloseOutKey.open(directory.resolve("other.key"));
        CloseOut signed = closeOut(key);
        assertTrue(CloseOutKey.verify(Json.text(signed), null));
        assertTrue(CloseOutKey.verify(Json.pretty(signed), key.publicKey()));
        assertFalse(CloseOutKey.verify(Json.text(signed), other.publicKey()));
        assertFalse(CloseOutKey.verify(Json.text(closeOut(other)), key.publicKey()));
    }

    @Test
    void whateverIsChangedOrAddedIsFoundOut() throws Exception {
        CloseOutKey key = CloseOutKey.open(directory.resolve("one.key"));
        String text = Json.text(closeOut(key));
        for (String changed : List.of(
                text.replace("waiting", "complete"),
                text.replace("\"punches\":12", "\"punches\":13"),
                text.replace("{\"date\"", "{\"more\":1,\"date\""),
                text.replace("2026-11-20", "2026-11-19"),
                text.replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"AAAA\""),
                text.replaceAll(",\"signature\":\"[^\"]*\"", ""))) {
            assertFalse(changed.equals(text));
            assertFalse(CloseOutKey.verify(changed, null), changed);
        }
    }

    @Test
    void aFileThatHoldsNoKeyIsNamed() throws Exception {
        Path file = directory.resolve("closeout.key");
        Files.writeString(file, "rubbish\n");
        IOException named = assertThrows(IOException.class, () -> CloseOutKey.open(file));
        assertTrue(named.getMessage().contains(file.toString()), named.getMessage());
    }
}
