// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets that systemd hands over as files.
final class CredentialsTest {

    @TempDir
    private Path folder;

    private Path key;

    @BeforeEach
    void makeCredential() throws Exception {
        key = Files.writeString(folder.resolve("api-key"), "a-key-of-the-test-0001\n");
    }

    private ConfigReader reader(String... flags) {
        return new ConfigReader(null, Map.of("CREDENTIALS_DIRECTORY", folder.toString()), List.of(flags));
    }

    @Test
    void a_credential_is_named_by_its_name() throws Exception {
        assertEquals(Optional.of(key), reader("api.key_file=credential:api-key").read().api().keyFile());
    }

    @Test
    void a_name_without_a_folder_is_a_credential_if_there_is_one() throws Exception {
        assertEquals(Optional.of(key), reader("backend.key_file=api-key").read().backend().keyFile());
        assertEquals(Optional.of(Path.of("other")), reader("backend.key_file=other").read().backend().keyFile());
    }

    @Test
    void sinks_and_channels_take_them_too_each_of_several() throws Exception {
        Config config = reader("sinks.hr.type=webhook", "sinks.hr.url=https://hr.example/in",
                "sinks.hr.secret_files=credential:new, credential:old").read();
        assertEquals(List.of(folder.resolve("new"), folder.resolve("old")),
                ((Target.Webhook) config.sinks().getFirst().target()).secretFiles());
    }

    @Test
    void what_is_no_file_is_no_credential() throws Exception {
        ConfigException e = assertThrows(ConfigException.class, () -> reader("log.level=credential:api-key").read());
        assertTrue(e.getMessage().contains("\"credential:api-key\" is not allowed"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential:", "credential:../api-key", "credential:.."})
    void nothing_outside_their_folder_can_be_named(String text) throws Exception {
        assertEquals(Optional.of(Path.of(text)), reader("backend.key_file=" + text).read().backend().keyFile());
    }

    @Test
    void a_command_that_is_not_the_service_looks_where_the_service_has_them() throws Exception {
        ConfigReader reader = new ConfigReader(null, Map.of(), List.of("backend.key_file=credential:backend"));
        assertEquals(Optional.of(Path.of("/run/credentials/muster.service/backend")),
                reader.read().backend().keyFile());
    }

    @Test
    void one_that_is_missing_is_told_with_the_place_it_should_be() {
        ConfigException e = assertThrows(ConfigException.class, () -> reader("api.key_file=credential:none").read());
        assertEquals("command line: api.key_file: " + folder.resolve("none") + " cannot be read", e.getMessage());
    }

    @Test
    void config_show_tells_the_name_not_the_place() {
        assertTrue(reader("api.key_file=credential:api-key").shown().stream().anyMatch(each ->
                each.name().equals("api.key_file") && each.value().equals("credential:api-key")));
    }
}
