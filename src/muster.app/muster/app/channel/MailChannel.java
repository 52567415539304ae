// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import muster.app.config.ChannelTarget;
import muster.mail.MailException;
import muster.mail.MailSender;
import muster.mail.MailSettings;
import muster.mail.Sent;

/// Sends mails. The password is read anew each time. When only some of the recipients are refused, the mail counts as
/// told, and a line in the log says whom it did not reach: the others would get it again and again.
final class MailChannel implements Channel {

    private static final System.Logger LOG = System.getLogger("muster.channel");

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ChannelTarget.Email target;
    private final InstantSource clock;
    private String refused = "";

    MailChannel(ChannelTarget.Email target, InstantSource clock) {
        this.target = target;
        this.clock = clock;
    }

    @Override
    public String target() {
        return String.join(", ", target.to()) + " through " + target.host() + ":" + target.port();
    }

    @Override
    public String tell(Message message) throws ChannelException, InterruptedException {
        String password = target.passwordFile().isPresent() ? SecretFile.read(target.passwordFile().get()) : null;
        MailSettings settings = new MailSettings(target.host(), target.port(), target.tls(),
                target.user().orElse(null), password, target.from(), target.to(), CONNECT, TIMEOUT);
        try {
            Sent sent = new MailSender(settings, clock).send(message.title(), message.text() + "\n");
            tellRefused(sent.refused());
            return sent.refused().isEmpty()
                    ? sent.answer()
                    : sent.answer() + "; refused: " + sent.refused();
        } catch (MailException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("closed while a mail was sent");
            }
            throw new ChannelException(e.getMessage());
        }
    }

    private void tellRefused(String now) {
        if (!now.isEmpty() && !now.equals(refused)) {
            LOG.log(Level.WARNING, "mail server {0} refuses some recipients of alerts: {1}", target.host(), now);
        }
        refused = now;
    }

    /// There is nothing to hang up.
    @Override
    public void close() {}
}
