// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.time.Duration;
import muster.app.config.ChannelTarget;
import muster.modem.ModemException;
import muster.modem.SmsModem;

/// Sends short messages by a modem on this machine, one to each number.
final class ModemChannel implements Channel {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ChannelTarget.Modem target;
    private final SmsModem modem;
    private final Recipients recipients;

    ModemChannel(ChannelTarget.Modem target) {
        this(target, new SmsModem(null, TIMEOUT));
    }

    ModemChannel(ChannelTarget.Modem target, SmsModem modem) {
        this.target = target;
        this.modem = modem;
        this.recipients = new Recipients(target.to());
    }

    @Override
    public String target() {
        return String.join(", ", target.to()) + " through the modem";
    }

    @Override
    public String tell(Message message) throws ChannelException, InterruptedException {
        return recipients.tell(message.id(), number -> {
            try {
                modem.send(number, message.sms());
                return "the network took it";
            } catch (ModemException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("closed while a message was sent");
                }
                throw new ChannelException(e.getMessage());
            }
        });
    }

    /// There is nothing to hang up.
    @Override
    public void close() {}
}
