// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperLogTest {

    @Test
    void readsEveryRecordedLine() {
        recorded("080-operlog-oplog", "oplog 4 by 14 at 2026-11-20 08:22:00 [0, 0, 0, 0]",
                "oplog 82 by 14 at 2026-11-20 08:22:09 [add server address, 0, 0, 0]");
        recorded("081-operlog-user-fp-face", "user 1020 Test Person 0 [0012AB34] 1", "FP 1020", "FACE 1020");
        recorded("082-operlog-user-tab-after-tag", "user 5 Five 14  ");
        recorded("083-operlog-packed-time", "oplog 0 by 0 at 2009-01-03 20:56:46 [0, 0, 0, 0]");
        recorded("085-operlog-biophoto", "BIOPHOTO 1020 1020.jpg 649");
        recorded("086-operlog-unknown-tag", "oplog 4 by 0 at 2026-11-20 08:23:00 [0, 0, 0, 0]", "? UNKNOWNTAG a=b");
        recorded("087-biodata", "BIODATA 1020");
        recorded("091-errorlog", "error D01E0001  cmd AB12");
    }

    @Test
    void readsANameInTheTerminalsLanguage() {
        byte[] body = Sample.request("084-operlog-gbk-name").body();
        assertEquals("user 1021 \u6d4b\u8bd5 0  1", shown(OperLog.read(body, TextDecoding.of("83")).getFirst()));
        assertEquals("user 1021 \u00b2\u00e2\u00ca\u00d4 0  1",
                shown(OperLog.read(body, TextDecoding.UNKNOWN).getFirst()));
    }

    @Test
    void takesLinesWithoutATagForWhatTheirTableHolds() {
        reads("USERINFO", "PIN=7\tName=A B\tPri=0\tCard=12\tGrp=1", "user 7 A B 0 12 1");
        reads("USERINFO", "USER PIN=7\tName=A B", "user 7 A B -1  ");
        reads("FINGERTMP", "PIN=7\tFID=1\tTMP=QUJD", "FP 7");
        reads("FACE", "pin=7\ttmp=QUJD", "FACE 7");
        reads("USERPIC", "PIN=7\tFileName=7.jpg\tSize=4\tContent=QUJD", "USERPIC 7 7.jpg 3");
        reads("BIODATA", "Pin=7\tTmp=QUJD", "BIODATA 7");
        reads("IDCARD", "PIN=7\tName=A\tPhoto=QUJD", "IDCARD 7");
        reads("ERRORLOG", "ErrCode=1\tErrMsg=late", "error 1 late  ");
        reads("OPERLOG", "PIN=7\tName=A", "? PIN=7\tName=A");
    }

    @Test
    void takesTagsAndNamesInAnyCase() {
        reads("OPERLOG", "user pin=7\tNAME=A\tpri=14\tCARD=1\tgrp=2", "user 7 A 14 1 2");
        reads("OPERLOG", "oplog 21 0 2026-11-20 08:00:00 5 0 0 0", "oplog 21 by 0 at 2026-11-20 08:00:00 [5, 0, 0, 0]");
        reads("OPERLOG", "OPLOG 30", "oplog 30 by  at  []");
    }

    @Test
    void keepsWhatItCannotRead() {
        reads("OPERLOG", "OPLOG x\t0", "? OPLOG x\t0");
        reads("OPERLOG", "USER", "? USER");
        reads("OPERLOG", "USER Name=A", "? USER Name=A");
        reads("OPERLOG", "FP", "FP ");
        reads("OPERLOG", "USERPIC PIN=7\tContent=not base64!", "USERPIC 7  none");
    }

    @Test
    void letsNoControlCharacterOfANameThrough() {
        reads("OPERLOG", "USER PIN=7\tName=A\u001b[31mB", "user 7 A [31mB -1  ");
        reads("OPERLOG", "USER PIN=7\u0001\tName=A", "user 7 A -1  ");
        reads("OPERLOG", "USERPIC PIN=7\tFileName=../../etc/x\tContent=QUJD", "USERPIC 7 _.._etc_x 3");
    }

    @Test
    void keepsNoPasswordInALine() {
        UserLine user = (UserLine) OperLog.read(
                        bytes("USER PIN=7\tName=A\tPasswd=4711\tCard=1\n"), TextDecoding.UNKNOWN)
                .getFirst();
        assertEquals("USER PIN=7\tName=A\tPasswd=***\tCard=1", text(user.raw()));
    }

    @Test
    void givesAPictureOnlyWhenThereIsOne() {
        List<OperLine> lines = OperLog.read(
                bytes("USERPIC PIN=7\tContent=QUJD\nUSERPIC PIN=8\n"), TextDecoding.UNKNOWN);
        assertArrayEquals(bytes("ABC"), ((PhotoLine) lines.getFirst()).content());
        assertNull(((PhotoLine) lines.getLast()).content());
    }

    private static void recorded(String name, String... expected) {
        Sample sample = Sample.request(name);
        List<OperLine> lines =
                OperLog.read(TableName.of(sample.query()), sample.body(), TextDecoding.UNKNOWN);
        assertEquals(List.of(expected), lines.stream().map(OperLogTest::shown).toList(), name);
        assertEquals(expected.length, Lines.count(sample.body()), name);
    }

    private static void reads(String table, String line, String expected) {
        List<OperLine> lines = OperLog.read(table, bytes(line), TextDecoding.UNKNOWN);
        assertEquals(List.of(expected), lines.stream().map(OperLogTest::shown).toList(), line);
    }

    private static String shown(OperLine line) {
        return switch (line) {
            case OpEntry op -> "oplog " + op.code() + " by " + op.operator() + " at " + op.time() + " " + op.values();
            case UserLine user -> "user " + user.pin() + " " + user.name() + " " + user.privilege() + " "
                    + user.card() + " " + user.group();
            case TemplateLine template -> template.kind() + " " + template.pin();
            case PhotoLine photo -> photo.kind() + " " + photo.pin() + " " + photo.fileName() + " "
                    + (photo.content() == null ? "none" : photo.content().length);
            case ErrorLine error -> "error " + error.code() + " " + error.message() + " " + error.origin() + " "
                    + error.commandId();
            case UnknownLine unknown -> "? " + text(unknown.raw());
        };
    }
}
