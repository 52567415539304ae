// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

/// A terminal and one client's talk with it, without any transport between.
final class Talk {

    static final int SESSION = 7982;

    final Device device;
    final Dialogue dialogue;
    private int reply;

    private Talk(Rig rig) {
        Mischief mischief = rig.mischief();
        device = rig.device(mischief);
        dialogue = new Dialogue(device, rig.welcome, mischief, Reach.TCP, SESSION);
    }

    /// Before the first word.
    static Talk with(Rig rig) {
        return new Talk(rig);
    }

    /// With a session that needs no key.
    static Talk connected(Rig rig) {
        Talk talk = new Talk(rig);
        assertEquals(2000, talk.ask(1000).command());
        return talk;
    }

    Packet ask(int command, int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return ask(command, bytes);
    }

    Packet ask(int command, String text) {
        return ask(command, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Packet ask(int command, byte[] data) {
        Answer answer = dialogue.answer(new Packet(command, command == 1000 ? 0 : SESSION, reply, data));
        assertEquals(1, answer.packets().size());
        Packet packet = answer.packets().getFirst();
        assertEquals(reply++, packet.reply());
        return packet;
    }

    /// What is answered, as text.
    String text(int command, String question) {
        return new String(ask(command, question).data(), StandardCharsets.ISO_8859_1);
    }

    /// One of the numbers in the table of counts.
    int count(int index) {
        return (int) Packet.number(ask(50).data(), index * 4, 4);
    }
}
