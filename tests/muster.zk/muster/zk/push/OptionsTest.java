// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void readsTheRecordedPosts() {
        Map<String, String> att = OptionsPost.read(Sample.request("030-options-post").body());
        assertEquals(20, att.size());
        assertEquals("ZKTECO CO., LTD.", att.get("OEMVendor"));
        assertEquals("00:17:61:0A:0B:0C", att.get("MAC"));
        assertEquals("0:1:0:0:0:0:0:0:0:1", att.get("MultiBioDataSupport"));
        Map<String, String> acc = OptionsPost.read(Sample.request("141-acc-registry").body());
        assertEquals(20, acc.size());
        assertEquals("TEST-F20", acc.get("DeviceName"));
        assertEquals("10", acc.get("ZKFPVersion"));
    }

    @Test
    void toleratesWhatTheCloneWrites() {
        Map<String, String> clone = OptionsPost.read(Sample.request("153-acc-registry-clone").body());
        assertEquals("{DeviceType=acc, DeviceName=CLONE, FirmVer=1.0, PushVersion=3.1.2, AuxOutCount=0, "
                + "LogIDFunOn=0, ZKFPVersion=10, MaskDetectionFunOn=0}", clone.toString());
    }

    @Test
    void splitsAtLinesAndAmpersandsToo() {
        assertEquals("{A=1, B=2, C=}", OptionsPost.read(bytes("~A=1\r\nB=2\nC=")).toString());
        assertEquals("{A=1, B=2}", OptionsPost.read(bytes("A=1&~B=2")).toString());
        assertEquals("{A=1,2,three, B=x,http://192.0.2.1}", OptionsPost.read(bytes("A=1,2,three,B=x,http://192.0.2.1"))
                .toString());
        assertEquals("{}", OptionsPost.read(new byte[0]).toString());
        assertEquals("{}", OptionsPost.read(bytes("=1,nothing,~=2")).toString());
    }

    @Test
    void dropsPasswordsAndKeys() {
        Map<String, String> options = OptionsPost.read(
                bytes("A=1,ComPwd=4711,~COMKey=88888888,SuperPassword=x,WIFIPSK=y,QRCodeDecryptKey=z,B=2"));
        assertEquals("{A=1, B=2}", options.toString());
    }

    @Test
    void readsTheRecordedCounts() {
        InfoLine full = info("100-getrequest-info");
        assertEquals("ZMM510-TEST-Ver1.0.0", full.firmware());
        assertEquals(List.of(3, 2, 0), List.of(full.users(), full.fingerprints(), full.records()));
        assertEquals("192.0.2.77", full.address());
        assertEquals(List.of(10, 35, 12, 1),
                List.of(full.fingerAlgorithm(), full.faceAlgorithm(), full.facesToEnrol(), full.faces()));
        assertEquals("11110", full.functions());
        assertEquals(List.of("0", "0", "0"), full.more());
        assertEquals("Ver 2.0.12-20120625", info("102-getrequest-raw-space").firmware());
        assertEquals(info("102-getrequest-raw-space"), info("103-getrequest-encoded-space"));
        InfoLine short1 = info("104-getrequest-info-empty-first");
        assertEquals("", short1.firmware());
        assertEquals(1, short1.users());
        assertNull(short1.faces());
        assertEquals("", short1.functions());
        assertNull(InfoLine.read("").users());
        assertNull(InfoLine.read("x,many,-1").users());
        assertFalse(InfoLine.read("a\u001bb").firmware().contains("\u001b"));
    }

    private static InfoLine info(String name) {
        return InfoLine.read(Sample.request(name).query().apply("INFO"));
    }
}
