// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import muster.app.config.KeyFile;
import muster.ble.RotatingCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster phones key`.
@Command(
        name = "key",
        description = {
            "Prints the key that a person's app makes rotating ids with, in hexadecimal; for each person a line: the"
                + " number, a tab, the key.",
            "It is a secret between the organiser and that person. docs/rotating-ids.md tells what an app does with it."
        },
        footer = {"", "Example:", "  muster phones key --secret-file /etc/muster/ble.secret P-17 P-18"})
final class PhoneKeys implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--secret-file",
            required = true,
            paramLabel = "FILE",
            description = "The file that ble.secret_file names.")
    private Path secretFile;

    @Parameters(arity = "1..*", paramLabel = "PIN", description = "The persons' numbers, as on the event's list.")
    private List<String> pins;

    PhoneKeys(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError {
        byte[] secret;
        try {
            secret = KeyFile.read(secretFile).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError(ExitCode.NO_INPUT, e.getMessage(), "");
        }
        for (String pin : pins) {
            surroundings.out().println(Display.safe(pin) + "\t"
                    + HexFormat.of().formatHex(RotatingCode.personKey(secret, pin)));
        }
        return ExitCode.OK.number();
    }
}
