// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Knows which addresses do not lie in the open Internet (IANA's registries of special-purpose addresses, RFC 6890).
final class PrivateAddress {

    private PrivateAddress() {}

    /// Whether an address is this machine's, a private network's, or nobody's in particular.
    static boolean is(InetAddress address) {
        return address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()
                || (address instanceof Inet6Address six ? six(six.getAddress()) : four(address.getAddress()));
    }

    private static boolean four(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }

    private static boolean six(byte[] bytes) {
        boolean unique = (bytes[0] & 0xFE) == 0xFC;
        return unique || carried(bytes) >= 0 && isFour(Arrays.copyOfRange(bytes, carried(bytes), carried(bytes) + 4));
    }

    /// Where an IPv4 address stands in an IPv6 address that only leads to it (RFC 6052, RFC 3056, RFC 4291); else -1.
    private static int carried(byte[] bytes) {
        if (begins(bytes, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)
                || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return 12;
        }
        return begins(bytes, 0x20, 0x02) ? 2 : -1;
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFour(byte[] bytes) {
        try {
            return is(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
