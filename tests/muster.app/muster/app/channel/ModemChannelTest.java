// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import static muster.app.channel.ToldAlerts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.config.ChannelTarget;
import muster.modem.SmsModem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A modem that is not there; those that are there have a test of their own in `muster.modem`.
final class ModemChannelTest {

    @Test
    void aMachineWithoutBusIsToldAsWhatItIs(@TempDir Path folder) {
        SmsModem modem = new SmsModem("unix:path=" + folder.resolve("none"), Duration.ofSeconds(1));
        try (ModemChannel channel = new ModemChannel(new ChannelTarget.Modem(List.of("+15550100")), modem)) {
            assertEquals("+15550100 through the modem", channel.target());
            ChannelException refused = assertThrows(ChannelException.class, () -> channel.tell(Message.test(NOON)));
            assertTrue(refused.getMessage().contains("the system bus cannot be reached"), refused.getMessage());
        }
    }
}
