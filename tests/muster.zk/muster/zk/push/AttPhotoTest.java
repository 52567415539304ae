// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AttPhotoTest {

    @Test
    void readsEveryRecordedPhoto() {
        AttPhoto taken = AttPhoto.read(Sample.request("088-attphoto").body());
        assertEquals("1001 2026-11-20 08:24:00 20261120082400-1001.jpg 649 649", shown(taken));
        AttPhoto refused = AttPhoto.read(Sample.request("089-attphoto-denied").body());
        assertEquals(" 2026-11-20 08:25:00 20261120082500.jpg 649 649", shown(refused));
        Sample first = Sample.request("090-fdata-v1-photo");
        assertEquals("21 2026-11-20 08:26:00 20261120082600-21.jpg -1 649",
                shown(AttPhoto.named(first.query().apply("PIN"), first.body())));
        assertArrayEquals(first.body(), taken.content());
        assertTrue(taken.complete());
    }

    @Test
    void splitsAtTheFirstNulOnly() {
        assertArrayEquals(new byte[] {1, 0, 2, 0},
                AttPhoto.read(concat("PIN=20261120082400-7.jpg\nsize=4", new byte[] {0, 1, 0, 2, 0})).content());
    }

    @Test
    void toleratesWhatIsMissing() {
        assertEquals("   -1 0", shown(AttPhoto.read(new byte[0])).replace("null", ""));
        AttPhoto short1 = AttPhoto.read(concat("PIN=x.jpg\r\nsize=9", new byte[] {0, 1}));
        assertFalse(short1.complete());
        assertNull(short1.time());
        assertEquals("", AttPhoto.named("20261320082600-21.jpg", new byte[0]).pin(), "there is no month 13");
        assertEquals("a-b", AttPhoto.named("20261120082600-a-b.jpg", new byte[0]).pin());
        assertEquals("", AttPhoto.named(null, new byte[0]).pin());
    }

    @Test
    void givesNoNameThatLeadsOutOfADirectory() {
        assertEquals("_.._etc_passwd", AttPhoto.named("../../etc/passwd", new byte[0]).fileName());
        assertEquals("a_b.jpg", AttPhoto.named("a\\b.jpg", new byte[0]).fileName());
        assertEquals(100, AttPhoto.named("x".repeat(500), new byte[0]).fileName().length());
    }

    private static byte[] concat(String head, byte[] tail) {
        byte[] front = bytes(head);
        byte[] all = Arrays.copyOf(front, front.length + tail.length);
        System.arraycopy(tail, 0, all, front.length, tail.length);
        return all;
    }

    private static String shown(AttPhoto photo) {
        return photo.pin() + " " + (photo.time() == null ? "null" : TimeText.write(photo.time())) + " "
                + photo.fileName() + " " + photo.size() + " " + photo.content().length;
    }
}
