// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import muster.app.terminal.Network;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "10.1.2.3/16, 10.1.200.1, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "255.255.255.255/1, 128.0.0.0, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
        "2001:db8::8/125, 2001:db8::f, true",
        "2001:db8::8/125, 2001:db8::10, false",
        "::/0, 2001:db8::1, true",
        "fe80::/10, fe80::1, true",
        "::ffff:192.0.2.7, 192.0.2.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.7, false"
    })
    void anAddressLiesInANetworkWhenItsLeadingBitsAreTheSame(String network, String address, boolean inside) {
        assertEquals(inside, Network.parse(network).contains(address(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "localhost", "terminal.example.org", "example", "a.b", "face", "cafe.example:80", "*", "any", "", " ", "/",
        "/8", "192.0.2.7 ", " 192.0.2.7", "192.0.2.7/", "192.0.2.7/33", "192.0.2.7/-1", "192.0.2.7/+8", "192.0.2.7/8/8",
        "192.0.2.7/a", "192.0.2.7/255.255.255.0", "192.0.2.7:8081", "192.0.2", "10.1/16", "10", "300.0.2.7",
        "1.2.3.4.5", "192.0.2.", "...", "010.1.0.0", "0x0a.1.0.0", "2001:db8::/129", "2001:db8", "2001:db8::1::2", ":",
        ":::", "::g", "[2001:db8::1]", "fe80::1%eth0", "::1.2.3", "1:2:3:4:5:6:7:8:9", "192.0.2.1-192.0.2.9",
        "192.0.2.*"
    })
    void hostNamesAndShortFormsAreRefusedWithTheTextThatWasWrong(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
        assertTrue(refused.getMessage().contains("\"" + text + "\""), refused.getMessage());
    }

    /// "10.1" was read as 10.0.0.1, so that "10.1/16" admitted 10.0.0.0/16 instead of 10.1.0.0/16; and
    /// "300.0.2.7", being no address, was looked up as a host name.
    @Test
    void anIpv4AddressHasFourNumbersUpTo255() {
        assertThrows(IllegalArgumentException.class, () -> Network.parse("10.1/16"));
        assertThrows(IllegalArgumentException.class, () -> Network.parse("300.0.2.7"));
        assertEquals("10.1.0.0", Network.parse("10.1.0.0/16").address().getHostAddress());
    }

    @Test
    void aPrefixThatIsTooLongIsToldItsRange() {
        assertEquals(
                "\"192.0.2.0/64\": the prefix goes from 0 to 32",
                assertThrows(IllegalArgumentException.class, () -> Network.parse("192.0.2.0/64")).getMessage());
        assertEquals(
                "\"2001:db8::/200\": the prefix goes from 0 to 128",
                assertThrows(IllegalArgumentException.class, () -> Network.parse("2001:db8::/200")).getMessage());
    }

    @Test
    void anEmptyListAdmitsEveryAddressAndAnyOtherOnlyWhatItNames() {
        List<Network> two = List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32"));
        assertTrue(Network.admits(List.of(), address("203.0.113.9")));
        assertTrue(Network.admits(two, address("192.0.2.9")));
        assertTrue(Network.admits(two, address("2001:db8::9")));
        assertFalse(Network.admits(two, address("203.0.113.9")));
        assertFalse(Network.admits(two, address("2001:db9::9")));
    }

    @Property(tries = 500)
    void ipv4NetworksAgreeWithArithmetic(@ForAll int base, @ForAll int other, @ForAll @IntRange(max = 32) int prefix) {
        Network network = Network.parse(ipv4(base).getHostAddress() + "/" + prefix);
        // a shift by 32 would be none
        boolean same = prefix == 0 || (base ^ other) >>> (32 - prefix) == 0;
        assertEquals(same, network.contains(ipv4(other)));
        assertTrue(network.contains(ipv4(prefix == 32 ? base : base ^ (other >>> prefix))));
    }

    @Property(tries = 500)
    void ipv6NetworksAgreeWithArithmetic(
            @ForAll @Size(16) byte[] base, @ForAll @IntRange(max = 127) int flipped,
            @ForAll @IntRange(max = 128) int prefix) throws UnknownHostException {
        // one that begins with zeros may be an IPv4 address in IPv6 clothes
        base[0] |= 1;
        byte[] other = new BigInteger(1, base).flipBit(127 - flipped).toByteArray();
        byte[] sixteen = new byte[16];
        int length = Math.min(16, other.length);
        System.arraycopy(other, other.length - length, sixteen, 16 - length, length);
        Network network = Network.parse(InetAddress.getByAddress(base).getHostAddress() + "/" + prefix);
        assertEquals(flipped >= prefix, network.contains(InetAddress.getByAddress(sixteen)));
    }

    private static InetAddress ipv4(int bits) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
