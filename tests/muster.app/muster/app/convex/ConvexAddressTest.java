// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which address is used for the one that was given.
final class ConvexAddressTest {

    /// The documents of the seeds name `.convex.cloud/http`, which answers no HTTP action at all.
    @ParameterizedTest
    @CsvSource({
        "https://happy-otter-123.convex.cloud",
        "https://happy-otter-123.convex.cloud/",
        "https://happy-otter-123.convex.cloud/http",
        "https://happy-otter-123.convex.cloud/http/",
        "https://Happy-Otter-123.Convex.Cloud//",
    })
    void theAddressForConvexsOwnClientsBecomesTheOneForActions(String given) {
        assertEquals(
                new ConvexAddress("https://happy-otter-123.convex.site", true), ConvexAddress.of(URI.create(given)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://happy-otter-123.convex.site, https://happy-otter-123.convex.site",
        "https://happy-otter-123.convex.site/, https://happy-otter-123.convex.site",
        "https://happy-otter-123.convex.site/http, https://happy-otter-123.convex.site/http",
        "https://door.example.org/api//, https://door.example.org/api",
        "https://door.example.org/a%20b/c, https://door.example.org/a%20b/c",
        "http://127.0.0.1:3211, http://127.0.0.1:3211",
        "http://[2001:db8::1]:80/x, http://[2001:db8::1]:80/x",
        "https://convex.cloud.example.org, https://convex.cloud.example.org",
        "https://my.convex.cloud.example.org/http, https://my.convex.cloud.example.org/http",
    })
    void anyOtherStaysAsItIsButForSlashesAtItsEnd(String given, String base) {
        assertEquals(new ConvexAddress(base, false), ConvexAddress.of(URI.create(given)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://happy-otter-123.eu-west-1.convex.cloud/http, https://happy-otter-123.eu-west-1.convex.site",
        "https://happy-otter-123.convex.cloud:8443/http/v2, https://happy-otter-123.convex.site:8443/v2",
        "https://happy-otter-123.convex.cloud/https, https://happy-otter-123.convex.site/https",
    })
    void regionPortAndPrefixAreKept(String given, String base) {
        assertEquals(new ConvexAddress(base, true), ConvexAddress.of(URI.create(given)));
    }

    @Test
    void aRouteStandsBehindThePrefixAndItsParametersAreEncoded() {
        ConvexAddress address = ConvexAddress.of(URI.create("https://door.example.org/api"));
        assertEquals(URI.create("https://door.example.org/api/events"), address.at("/events", Map.of()));
        assertEquals(
                URI.create("https://door.example.org/api/list?eventId=a%26b%3Dc%2F..%3F%23+%C3%A9%25"),
                address.at("/list", Map.of("eventId", "a&b=c/..?# é%")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://door.example.org, false", "http://door.example.org, true", "http://192.0.2.7:80, true",
        "http://127.0.0.1:3211, false", "http://localhost, false", "http://[::1]:80, false",
        "http://127.example.org, true",
    })
    void onlyAnotherMachineWithoutEncryptionIsOpen(String given, boolean open) {
        assertEquals(open, ConvexAddress.of(URI.create(given)).isOpen());
    }
}
