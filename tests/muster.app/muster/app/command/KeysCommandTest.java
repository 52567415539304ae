// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import muster.app.key.KeyBook;
import muster.model.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `muster keys`, on a data folder without a daemon.
class KeysCommandTest {

    @TempDir
    Path data;

    private final Shell shell = new Shell().with("USER", "ada");

    private Shell.Run create(String name, String role, String... more) {
        String[] usual = {"keys", "create", "--data", data.toString(), "--name", name, "--role", role};
        return shell.run(IntStream.range(0, usual.length + more.length)
                .mapToObj(i -> i < usual.length ? usual[i] : more[i - usual.length]).toArray(String[]::new));
    }

    private Shell.Run keys(String command, String... more) {
        String[] usual = {"keys", command, "--data", data.toString()};
        return shell.run(IntStream.range(0, usual.length + more.length)
                .mapToObj(i -> i < usual.length ? usual[i] : more[i - usual.length]).toArray(String[]::new));
    }

    @Test
    void aKeyIsPrintedOnceAndOnlyAHashOfItIsKept() throws Exception {
        Shell.Run made = create("desk", "operator", "--expires", "90d");
        assertEquals(0, made.code(), made.err());
        assertTrue(made.out().matches("mk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\n"), "nothing but the key, to go into a file");
        String kept = Files.readString(data.resolve("keys.json"));
        assertFalse(kept.contains(made.out().strip().substring(12)), kept);
        assertTrue(kept.contains("\"rounds\":210000"), kept);
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys.json"))));
        Shell.Run list = keys("list");
        assertTrue(list.out().contains("desk  operator  good   never"), list.out());
        assertTrue(list.out().contains("2027-02-18"), list.out());
        assertFalse(list.out().contains(made.out().strip()), list.out());
    }

    @Test
    void aRevokedKeyIsShownNoMoreAndItsNameIsFree() throws Exception {
        create("desk", "operator");
        assertEquals("the key \"desk\" with the role operator is worth nothing any more\n",
                keys("revoke", "desk").out());
        assertEquals("", keys("list").out());
        assertTrue(keys("list", "--all").out().contains("revoked"));
        assertEquals(0, create("desk", "viewer").code());
        String json = keys("list", "--all", "--json").out();
        assertTrue(json.contains("\"revoked_by\":\"ada\""), json);
        assertFalse(json.contains("hash"), json);
        assertEquals(2, new KeyBook(data).keys().size());
    }

    @Test
    void aNameIsOneKeysOnly() {
        create("desk", "operator");
        Shell.Run again = create("Desk", "admin");
        assertEquals(ExitCode.CANNOT_CREATE.number(), again.code());
        assertTrue(again.err().contains("there is a key \"Desk\""), again.err());
        assertEquals(ExitCode.NO_INPUT.number(), keys("revoke", "nobody").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "API", "", "-x", "a b", "a\u001B[2Jb", "a/b", "..",
        "a2345678901234567890123456789012x"})
    void aNameThatCouldBeTakenForSomethingElseIsRefused(String name) {
        assertEquals(ExitCode.USAGE.number(), shell.run("keys", "create", "--data", data.toString(), "--name=" + name,
                "--role", "viewer").code());
        assertFalse(Files.exists(data.resolve("keys.json")));
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws Exception {
        Path file = data.resolve("keys.json");
        Files.writeString(file, "{\"keys\": [");
        Shell.Run made = create("desk", "admin");
        assertEquals(ExitCode.IO.number(), made.code());
        assertTrue(made.err().contains(file + " is damaged"), made.err());
        assertEquals("", made.out(), "no key that opens nothing");
        assertEquals("{\"keys\": [", Files.readString(file));
    }

    @Test
    void theFolderIsThatOfTheSettingsAlsoWhenTheyAreWrongForWantOfAKey() throws Exception {
        Path config = Files.writeString(data.resolve("muster.toml"),
                "data = \"" + data + "\"\n[api]\nlisten = \"0.0.0.0:8888\"\n");
        assertEquals(0, shell.run("keys", "create", "--config", config.toString(), "--name", "root", "--role", "admin")
                .code());
        assertEquals(1, new KeyBook(data).keys().size());
    }

    @Test
    void keysMadeAtTheSameTimeAreAllThere() throws Exception {
        KeyBook book = new KeyBook(data);
        IntStream.range(0, 8).parallel().forEach(i -> {
            try {
                book.create("key-" + i, Role.VIEWER, null, "ada", Shell.CLOCK.instant());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(8, book.keys().size());
    }
}
