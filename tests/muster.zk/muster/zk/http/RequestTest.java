// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTest {

    private static Request get(String target) {
        return Request.of("GET", target, Headers.EMPTY, new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "/iclock/cdata, ''",
        "/9f2c51/iclock/cdata, 9f2c51",
        "/site7/9f2c51/iclock/cdata.aspx, site7/9f2c51",
        "http://192.0.2.10:8081//9f2c51//iclock/cdata, 9f2c51",
        "/9f%32c51/ICLOCK/cdata, 9f2c51",
        "/iclock/iclock/cdata, ''",
        "/iclock/9f2c51/iclock/cdata, 9f2c51",
        "/9f2c51/iclock/file/adv1.jpg, 9f2c51",
        "/9f2c51/cdata, ''",
        "/iclock, ''",
        "/, ''"
    })
    void whatStandsBeforeTheServiceWordIsThePathSecret(String target, String secret) {
        assertEquals(secret, get(target).prefix());
    }

    @Test
    void otherServiceWordsAreAMatterOfConfiguration() {
        Request request = get("/9f2c51/aclock/cdata");
        assertFalse(request.serves(Set.of("iclock")));
        assertTrue(request.serves(Set.of("iclock", "aclock")));
        assertEquals("9f2c51", request.prefix(Set.of("iclock", "aclock")));
        assertEquals("", request.prefix());
    }

    @ParameterizedTest
    @CsvSource({"/iclock/cdata, cdata", "/iclock/DevicECmd.ASPX, devicecmd", "/, ''", "/iclock/gateway.fcgi, gateway",
        "/iclock/file/adv1.jpg, adv1.jpg", "/iclock/cdata.aspx.php, cdata.aspx"})
    void theEndpointIsTheLastPartInLowerCaseWithoutItsSuffix(String target, String endpoint) {
        assertEquals(endpoint, get(target).endpoint());
    }

    @Test
    void aRequestFromAnotherServerIsTheSameAsOneReadHere() throws Exception {
        Request here = Wire.read("post /x/iclock/cdata?SN=T1&table=%41TTLOG HTTP/1.1\r\nConnection: keep-alive\r\n"
                + "Content-Length: 2\r\n\r\n1\n");
        Map<String, List<String>> fields = Map.of("Connection", List.of("keep-alive"), "Content-length", List.of("2"));
        String target = "/x/iclock/cdata?SN=T1&table=%41TTLOG";
        Request there = Request.of("POST", target, Headers.of(fields), Wire.bytes("1\n"));
        assertEquals(here.path(), there.path());
        assertEquals(here.query(), there.query());
        assertEquals("T1", there.query().text("SN"));
        assertEquals(here.headers(), there.headers());
        assertEquals(here.keepAlive(), there.keepAlive());
        assertEquals(here, there.with(there.body(), true));
        assertEquals(here.hashCode(), there.hashCode());
    }

    @Test
    void whatALogShowsOfItHoldsNoSecretAndNoControlCharacter() {
        Request request = Request.of("GET", "/9f2c51/iclock/cd%0Aa\u001bta%C3%A9?ComKey=88888888", Headers.EMPTY,
                Wire.bytes("Passwd=1234"));
        assertEquals("GET cd?a?ta?, 11 bytes", request.toString());
        assertEquals("[comkey]", request.query().toString());
        assertEquals("[cookie]", Headers.of(Map.of("Cookie", List.of("token=1"))).toString());
    }
}
