// SPDX-License-Identifier: Apache-2.0
package muster.modem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import muster.modem.ModemException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Short messages over a real bus, to a ModemManager that is imitated there.
final class SmsModemTest {

    private static final String ROOT = "/org/freedesktop/ModemManager1/Modem/";

    @TempDir
    Path directory;

    private static void send(Imitation imitation, String text) throws Exception {
        new SmsModem(imitation.address(), Duration.ofSeconds(10)).send("+15550100", text);
    }

    private static ModemException failure(Imitation imitation) {
        return assertThrows(ModemException.class, () -> send(imitation, "a"));
    }

    @Test
    void aMessageIsSentAndTakenOutOfTheModem() throws Exception {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 8")) {
            send(imitation, "terminal TSTATT000001 is silent");
            assertEquals("[[\"" + ROOT + "0\", \"+15550100\", \"terminal TSTATT000001 is silent\"]]",
                    imitation.tell("sent"));
            assertEquals("0", imitation.tell("kept"));
        }
    }

    @Test
    void theModemThatIsInANetworkIsTaken() throws Exception {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 3", "modem 1 8", "modem 2 11 dumb")) {
            send(imitation, "a");
            assertTrue(imitation.tell("sent").contains(ROOT + "1"), imitation.tell("sent"));
        }
    }

    @Test
    void whatWasRefusedIsToldWithTheReasonAndTakenOutOfTheModem() {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 8", "refuse no credit left")) {
            ModemException e = failure(imitation);
            assertEquals(Kind.REFUSED, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("no credit left"), e.getMessage());
            assertEquals("0", imitation.tell("kept"));
        }
    }

    @Test
    void whoMayNotIsTold() {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 8", "forbid yes")) {
            ModemException e = failure(imitation);
            assertEquals(Kind.REFUSED, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("may not use ModemManager"), e.getMessage());
        }
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForForEver() {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 8", "silent yes")) {
            SmsModem modem = new SmsModem(imitation.address(), Duration.ofMillis(300));
            ModemException e = assertThrows(ModemException.class, () -> modem.send("+15550100", "a"));
            assertEquals(Kind.SILENT, e.kind(), e.getMessage());
        }
    }

    @Test
    void aMachineWithoutModemIsTold() {
        try (Imitation imitation = Imitation.modemManager(directory, "modem 0 8 dumb")) {
            assertEquals(Kind.NO_MODEM, failure(imitation).kind());
        }
        try (Imitation imitation = Imitation.modemManager(directory)) {
            assertEquals(Kind.NO_MODEM, failure(imitation).kind());
        }
    }

    @Test
    void aMachineWithoutModemManagerIsTold() {
        try (Imitation imitation = Imitation.bus(directory)) {
            ModemException e = failure(imitation);
            assertEquals(Kind.NO_MODEM_MANAGER, e.kind(), e.getMessage());
        }
    }

    @Test
    void aMachineWithoutBusIsTold() {
        ModemException e = assertThrows(ModemException.class,
                () -> new SmsModem("unix:path=" + directory.resolve("none"), Duration.ofSeconds(1))
                        .send("+15550100", "a"));
        assertEquals(Kind.NO_BUS, e.kind(), e.getMessage());
    }
}
