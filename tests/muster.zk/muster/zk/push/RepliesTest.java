// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:30:00Z");
    private static final ZoneOffset INDIA = ZoneOffset.ofHoursMinutes(5, 30);

    @Test
    void writesTheRecordedOptionBlocks() {
        assertEquals(Sample.reply("010-att-init-2.4.1"), block(Dialect.ATT2, Map.of(), INDIA));
        assertEquals(Sample.reply("011-att-init-v1"), block(Dialect.ATT1, Map.of(), ZoneOffset.ofHours(8)));
        assertEquals(Sample.reply("010-att-init-2.4.1"), block(Dialect.PID, Map.of(), INDIA));
    }

    @Test
    void givesStampsBackAsTheyCame() {
        Map<String, String> stamps = Map.of("ATTLOG", "9999", "OPERLOG", "289515406", "BIODATA", "7", "IDCARD", "");
        String modern = block(Dialect.ATT2, stamps, INDIA);
        assertTrue(modern.contains("\nATTLOGStamp=9999\nOPERLOGStamp=289515406\nATTPHOTOStamp=0\nBIODATAStamp=7\n"
                + "IDCARDStamp=0\nErrorDelay"), modern);
        String first = block(Dialect.ATT1, stamps, INDIA);
        assertTrue(first.contains("\nStamp=9999\nOpStamp=289515406\nPhotoStamp=0\nErrorDelay"), first);
    }

    @Test
    void tellsAnOemClockWhatOnlyItKnows() {
        String block = block(Dialect.OEM, Map.of("ATTLOG", "2026-11-20T08:04:00"), INDIA);
        assertTrue(block.contains("\nATTLOGStamp=2026-11-20T08:04:00\n"), block);
        assertTrue(block.contains("\nTimeout=60\nSyncTime=3600\nTimeZone=+05:30\n"), block);
    }

    @Test
    void letsNoValueBreakOutOfItsLine() {
        SequencedMap<String, String> further = new LinkedHashMap<>();
        further.put("PushOptions", "FWVersion\nEncrypt=1");
        String block = new OptionBlock("T1", Dialect.ATT2, Map.of("ATTLOG", "1\nEncrypt=1"), Duration.ofSeconds(60),
                Duration.ofSeconds(30), "00:00", Duration.ZERO, TransFlag.PUNCHES_AND_OPERATIONS, "8", further).text();
        assertFalse(block.contains("\nEncrypt=1"), block);
        assertTrue(block.contains("\nErrorDelay=60\nDelay=30\nTransTimes=00:00\nTransInterval=0\n"
                + "TransFlag=1100000000\nTimeZone=8\n"), block);
    }

    @Test
    void spellsZonesAsEachDialectWantsThem() {
        assertEquals("8", TimeZoneText.of(ZoneOffset.ofHours(8), Dialect.ATT2));
        assertEquals("-5", TimeZoneText.of(ZoneOffset.ofHours(-5), Dialect.ATT2));
        assertEquals("0", TimeZoneText.of(ZoneOffset.UTC, Dialect.ATT2));
        assertEquals("330", TimeZoneText.of(INDIA, Dialect.ATT1));
        assertEquals("-210", TimeZoneText.of(ZoneOffset.ofHoursMinutes(-3, -30), Dialect.ATT2));
        assertEquals("+05:30", TimeZoneText.of(INDIA, Dialect.OEM));
        assertEquals("-03:30", TimeZoneText.of(ZoneOffset.ofHoursMinutes(-3, -30), Dialect.OEM));
        assertEquals("+00:00", TimeZoneText.of(ZoneOffset.UTC, Dialect.OEM));
    }

    @Test
    void tellsTheTimeAsRecorded() {
        assertEquals(Sample.reply("119-cdata-type-time"), TimeReply.oem(NOW, INDIA));
        assertEquals(Sample.reply("151-acc-rtdata-time"), TimeReply.access(NOW, INDIA));
        assertEquals("DateTime=864095400,ServerTZ=-0330",
                TimeReply.access(NOW, ZoneOffset.ofHoursMinutes(-3, -30)));
    }

    @Test
    void writesTheRecordedRepliesToAccessTerminals() {
        AccessSettings settings = AccessSettings.recommended("timekeeper", "S4E551ON");
        assertEquals(Sample.reply("141-acc-registry"), AccessReplies.registry("k7Qp2R"));
        assertEquals(Sample.reply("142-acc-push"), AccessReplies.configuration(settings));
        assertEquals(Sample.reply("143-acc-init-registered"), AccessReplies.registered("k7Qp2R", settings));
        assertEquals(Sample.reply("147-acc-tabledata-user"), AccessReplies.count("user", 2));
        assertEquals(Sample.reply("149-acc-querydata"), AccessReplies.count("transaction", 1));
        assertEquals("ATTPHOTO=1", AccessReplies.count("ATTPHOTO", 1));
        assertEquals("userx1=1", AccessReplies.count("user\nx=1", 1));
        assertEquals("OK", AccessReplies.count("", 1));
        assertEquals("OK", AccessReplies.count(null, 1));
    }

    /// An attendance block sent to an access terminal makes it introduce itself for ever.
    @Test
    void neverWritesAnAttendanceBlockForAnAccessTerminal() {
        AccessSettings settings = AccessSettings.recommended("timekeeper", "S4E551ON");
        String wrong = Sample.reply("154-acc-wrong-block").split("\n")[0];
        assertFalse(AccessReplies.registered("k7Qp2R", settings).contains(wrong.substring(0, 11)));
    }

    @Test
    void countsLinesForTablesOfLinesOnly() {
        assertEquals(Sample.reply("040-attlog-one-11col"), UploadReply.of("ATTLOG", 1));
        assertEquals(Sample.reply("041-attlog-batch30"), UploadReply.of("ATTLOG", 30));
        assertEquals(Sample.reply("080-operlog-oplog"), UploadReply.of("OPERLOG", 2));
        assertEquals(Sample.reply("088-attphoto"), UploadReply.of("ATTPHOTO", 4));
        assertEquals(Sample.reply("030-options-post"), UploadReply.of("OPTIONS", 1));
        assertEquals(Sample.reply("144-acc-rtlog"), UploadReply.of("RTLOG", 1));
        assertEquals("OK", UploadReply.of("SOMETHING", 3));
        assertEquals("OK: 0", UploadReply.of("ATTLOG", 0));
    }

    @Test
    void knowsTheTokenOfARecordedSession() {
        String token = "46d6ec5e46ee6c20d1ff98f251ecced0";
        assertEquals(token, RegistryCode.token("k7Qp2R", "TSTACC000001", "S4E551ON"));
        assertTrue(RegistryCode.matches(" " + token.toUpperCase(), "k7Qp2R", "TSTACC000001", "S4E551ON"));
        assertFalse(RegistryCode.matches(token, "k7Qp2R", "TSTACC000002", "S4E551ON"));
        assertFalse(RegistryCode.matches(null, "k7Qp2R", "TSTACC000001", "S4E551ON"));
    }

    @Test
    void makesCodesATerminalCanKeep() {
        Random random = new Random(1);
        String code = RegistryCode.fresh(random);
        assertTrue(code.matches("[A-Za-z0-9]{16}"), code);
        assertFalse(code.equals(RegistryCode.fresh(random)));
    }

    private static String block(Dialect dialect, Map<String, String> stamps, ZoneOffset offset) {
        return OptionBlock.recommended("TSTATT000001", dialect, stamps, TimeZoneText.of(offset, dialect)).text();
    }
}
