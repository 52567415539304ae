// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The line of `serve` that is read without picocli: it is never read otherwise than picocli would read it.
final class ServeLineTest {

    private static Optional<ServeLine> read(String line) {
        return ServeLine.plain(line.split(" "));
    }

    @Test
    void whatSystemdSaysIsPlain() {
        assertEquals(Optional.of(new ServeLine(Map.of("--config", "/etc/muster/muster.toml"), List.of())),
                read("serve --config /etc/muster/muster.toml"));
        assertEquals(Optional.of(new ServeLine(Map.of(), List.of())), read("serve"));
    }

    @Test
    void aValueStandsBehindABlankOrAnEqualsSignAndMayHoldMoreOfThem() {
        assertEquals(
                Optional.of(new ServeLine(Map.of("--data", "./a=b", "--api", "127.0.0.1:0"),
                        List.of("push.unknown=accept", "log.level=debug"))),
                read("serve --data=./a=b --set push.unknown=accept --api 127.0.0.1:0 --set=log.level=debug"));
    }

    @Test
    void everyOptionOfTheCommandCanBeGivenPlainly() {
        CommandLine model = new CommandLine(new ServeCommand(Map.of(), Clock.systemUTC()));
        model.getCommandSpec().options().forEach(option ->
                assertTrue(read("serve " + option.longestName() + " x").isPresent(), option.longestName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "serve --help", "serve -h", "serve --dta x", "serve x", "serve --data",
            "serve --data=", "serve --data --api", "serve --data a --data b", "serve @words", "serve --data @words",
            "serve --set 'a=b'", "--version", "help serve"})
    void whateverIsNotPlainIsLeftToPicocli(String line) {
        assertEquals(Optional.empty(), read(line));
    }
}
