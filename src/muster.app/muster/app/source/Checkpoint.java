// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import muster.app.terminal.Network;
import muster.zk.http.Complaints;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import muster.zk.http.Service;
import muster.zk.push.Serials;

/// Stands before the push service, for both doors: who asks too often is told to come later, and who does
/// not know the path secret hears what every stranger hears. Thread-safe.
///
/// Too often is answered 503, not 429: the one is known to make every firmware keep its records and try
/// again (zk-push.md section 5.6), of the other nothing is known.
public final class Checkpoint implements Service {

    private static final Logger LOG = System.getLogger(Checkpoint.class.getName());
    private static final String LATER = "10";

    /// A serial counts for each address by itself: who forges one must not use up what the terminal has.
    private record Seen(String serial, Network from) {}

    private final Service service;
    private final Set<String> paths;
    private final byte[] secret;
    private final Allowance<Network> ofAddress;
    private final Allowance<Seen> ofSerial;
    private final Complaints complaints;

    /// @param service answers whoever may pass
    /// @param paths the path words under which the service is known, lower case
    /// @param secret what must stand before the path word; empty = nothing must
    /// @param perSerial how many requests a second one terminal may make, 0 = any number
    /// @param perAddress how many may come from one address
    /// @param nanos elapsed time
    public Checkpoint(
            Service service,
            Set<String> paths,
            Optional<String> secret,
            int perSerial,
            int perAddress,
            Complaints complaints,
            LongSupplier nanos) {
        this.service = service;
        this.paths = Set.copyOf(paths);
        this.secret = secret.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        this.ofSerial = new Allowance<>(perSerial, nanos);
        this.ofAddress = new Allowance<>(perAddress, nanos);
        this.complaints = complaints;
    }

    @Override
    public Reply answer(Request request, InetAddress from) throws InterruptedException {
        Network near = Network.around(from, 32, 64);
        if (!ofAddress.take(near)) {
            return later(from, "More requests come from " + from.getHostAddress() + " than push.rate_per_address"
                    + " allows");
        }
        if (!request.serves(paths) || !knowsSecret(request, from)) {
            return PushSource.STRANGER;
        }
        String serial = request.query().text("SN");
        if (serial != null && Serials.valid(serial) && !ofSerial.take(new Seen(serial, near))) {
            return later(from, "Terminal " + serial + " at " + from.getHostAddress() + " asks more often than push.rate"
                    + " allows");
        }
        return service.answer(request, from);
    }

    private boolean knowsSecret(Request request, InetAddress from) {
        if (secret == null || MessageDigest.isEqual(secret, request.prefix(paths).getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        boolean isNew = complaints.isNew(from, "secret");
        LOG.log(isNew ? Level.WARNING : Level.DEBUG, "From {0}: a request without the right path secret was answered"
                + " with 404. If that is a terminal, its server address must end with the secret of push.secret_file."
                + " This is logged once an hour.", from.getHostAddress());
        return false;
    }

    private Reply later(InetAddress from, String what) {
        boolean isNew = complaints.isNew(from, "rate");
        LOG.log(isNew ? Level.WARNING : Level.DEBUG, "{0}. What is too much is answered with 503; terminals keep their"
                + " records and try again. This is logged once an hour.", what);
        return Reply.text(503, "Service Unavailable").withHeader("Retry-After", LATER);
    }
}
