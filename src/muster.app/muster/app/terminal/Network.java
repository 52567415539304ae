// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/// An address or a network (CIDR). Immutable.
///
/// @param address its first address
/// @param prefix how many leading bits count
public record Network(InetAddress address, int prefix) {

    /// Four numbers, none of them short or with leading zeros: `10.1` would be read as `10.0.0.1`, and
    /// `010` is 8 to some programs.
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /// Reads `192.0.2.7`, `10.1.0.0/16`, `2001:db8::/32`. Host names are refused: they would be looked
    /// up, and an answer could change who may call.
    ///
    /// @throws IllegalArgumentException if it is no address or network
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = address(host, text);
        int bits = address.getAddress().length * 8;
        if (slash < 0) {
            return new Network(address, bits);
        }
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("\"" + text + "\": the prefix goes from 0 to " + bits);
        }
        return new Network(address, Integer.parseInt(prefix));
    }

    private static InetAddress address(String host, String text) {
        String problem = "\"" + text + "\" is neither an address nor a network";
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException(problem);
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem, e);
        }
    }

    /// The network around an address.
    ///
    /// @param ipv4 how many leading bits count for an address of IPv4
    /// @param ipv6 how many for one of IPv6
    public static Network around(InetAddress address, int ipv4, int ipv6) {
        byte[] bytes = address.getAddress();
        int prefix = bytes.length == 4 ? ipv4 : ipv6;
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        try {
            return new Network(InetAddress.getByAddress(bytes), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Whether an address lies in this network.
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /// Whether an address lies in one of these networks; an empty list admits every address.
    public static boolean admits(List<Network> networks, InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
    }
}
