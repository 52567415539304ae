// SPDX-License-Identifier: Apache-2.0

/// What a service tells systemd: one datagram, which Java has no socket for.
///
/// Read [muster.systemd.NotifySocket]; there is nothing else.
///
/// A module of its own because it calls the C library, and so that this is allowed to these lines alone
/// (`--enable-native-access`).
module muster.systemd {
    exports muster.systemd;
}
