// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.PunchRow;

/// Punches of people whom nobody can name without the key: the same person is the same pseudonym in every export with
/// one key. Not anonymous: who has the key can try every PIN there is. For one thread.
final class Pseudonyms {

    private static final int LEAST = 16;
    private static final int LENGTH = 32;
    private static final int SHOWN = 8;

    private final Mac mac;

    private Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /// Pseudonyms by the key in a file, which is made if it is not there.
    ///
    /// @param told where to tell that it was made
    static Pseudonyms of(Path file, PrintStream told) throws UserError, IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[LENGTH];
            new SecureRandom().nextBytes(key);
            try (var channel = Files.newByteChannel(file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(key).concat("\n")
                        .getBytes(StandardCharsets.US_ASCII)));
            }
            told.println("the key file " + file + " was made; keep it apart from the exports");
        }
        byte[] key = Files.readString(file, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
        if (key.length < LEAST) {
            throw new UserError(ExitCode.BAD_DATA, "the key file " + file + " holds less than " + LEAST + " characters",
                    "name one that is not there: it is made");
        }
        return new Pseudonyms(key);
    }

    /// The row of somebody whom it does not name.
    PunchRow row(PunchRow row) {
        String pseudonym = pseudonym(row.pin());
        return new PunchRow(row.seq(), row.source(), row.terminal(), row.terminalName(), pseudonym,
                row.personName() == null ? null : pseudonym, row.localTime(), row.time(), row.zone(), row.zoneFrom(),
                row.fit(), row.receivedAt(), row.state(), row.stateName(), row.verifyMode(), row.verifyModeName(),
                row.workCode(), Bytes.EMPTY, checkIn(row.checkIn()));
    }

    private static CheckIn checkIn(CheckIn known) {
        return known == null ? null : new CheckIn(known.event(), known.method(), known.carrier(), known.rssi(), null,
                known.proof(), known.timing(), null, null);
    }

    private String pseudonym(String pin) {
        byte[] hash = mac.doFinal(pin.getBytes(StandardCharsets.UTF_8));
        return "p-" + HexFormat.of().formatHex(hash, 0, SHOWN);
    }
}
