// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.House;
import muster.model.Contact;
import muster.model.Entry;
import muster.model.TerminalStatus.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path directory;

    @Test
    void presenceFollowsTheLastContact() throws Exception {
        try (House house = new House(directory)) {
            assertEquals(Presence.NOT_SEEN, house.contacts.presence(SERIAL));
            house.contacts.heard(SERIAL, InetAddress.getByName("192.0.2.9"));
            assertEquals(Presence.ONLINE, house.contacts.presence(SERIAL));
            house.pass(Duration.ofSeconds(89));
            assertEquals(Presence.ONLINE, house.contacts.presence(SERIAL));
            house.pass(Duration.ofSeconds(1));
            assertEquals(Presence.LATE, house.contacts.presence(SERIAL));
            house.pass(Duration.ofMinutes(15));
            assertEquals(Presence.OFFLINE, house.contacts.presence(SERIAL));
        }
    }

    @Test
    void onlyComingAndGoingIsJournalled() throws Exception {
        try (House house = new House(directory)) {
            InetAddress address = InetAddress.getByName("192.0.2.9");
            for (int i = 0; i < 100; i++) {
                house.contacts.heard(SERIAL, address);
                house.pass(Duration.ofSeconds(10));
                house.contacts.sweep();
            }
            assertEquals(1, contacts(house).size());
            assertTrue(contacts(house).getFirst().online());
            house.pass(Duration.ofMinutes(20));
            house.contacts.sweep();
            house.contacts.sweep();
            assertEquals(2, contacts(house).size());
            assertFalse(contacts(house).getLast().online());
            house.contacts.heard(SERIAL, address);
            assertEquals(3, contacts(house).size());
        }
    }

    private static List<Contact> contacts(House house) throws Exception {
        return house.entries().stream()
                .map(Entry::fact)
                .filter(Contact.class::isInstance)
                .map(Contact.class::cast)
                .toList();
    }
}
