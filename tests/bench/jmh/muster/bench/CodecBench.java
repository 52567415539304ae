// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import muster.model.Json;
import muster.zk.http.BadRequest;
import muster.zk.http.Limits;
import muster.zk.http.Request;
import muster.zk.http.RequestReader;
import muster.zk.pull.AttendanceRecord;
import muster.zk.pull.AttendanceTable;
import muster.zk.pull.LayoutHints;
import muster.zk.pull.ProtocolException;
import muster.zk.push.AttLine;
import muster.zk.push.AttLog;
import muster.zk.push.Dialect;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The codecs every punch goes through.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBench {

    private static final int RECORDS = 100_000;
    private static final int LINES = 1_000;

    private final byte[] table = table();
    private final byte[] body = body(LINES);
    private final byte[] request = request();

    private static byte[] table() {
        ByteBuffer table = ByteBuffer.allocate(4 + 40 * RECORDS).order(ByteOrder.LITTLE_ENDIAN).putInt(40 * RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            byte[] pin = new byte[24];
            byte[] digits = Integer.toString(1000 + i % 500).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, pin, 0, digits.length);
            table.putShort((short) (i % 60_000)).put(pin).put((byte) 1).putInt(800_000_000 + i).put((byte) 0);
            table.put(new byte[8]);
        }
        return table.array();
    }

    private static byte[] body(int lines) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            body.append(1000 + i % 500).append("\t2026-11-20 08:%02d:%02d\t0\t1\t0\t0\t0\n".formatted(i / 60, i % 60));
        }
        return body.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request() {
        String line = new String(body(1), StandardCharsets.US_ASCII);
        return ("POST /iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999 HTTP/1.1\r\nHost: 192.0.2.10\r\n"
                + "User-Agent: iClock Proxy/1.09\r\nConnection: close\r\nAccept: */*\r\nContent-Type: text/plain\r\n"
                + "Content-Length: " + line.length() + "\r\n\r\n" + line).getBytes(StandardCharsets.US_ASCII);
    }

    /// 100,000 records of 40 bytes, into objects.
    @Benchmark
    public void pulledTable(Blackhole sink) throws ProtocolException {
        LayoutHints hints = LayoutHints.none(LocalDateTime.of(2026, 11, 20, 8, 0));
        for (AttendanceRecord record : AttendanceTable.read(table, hints)) {
            sink.consume(record);
        }
    }

    /// 1,000 lines of an upload.
    @Benchmark
    public List<AttLine> pushedLines() {
        return AttLog.read(body, Dialect.ATT2);
    }

    /// A request with one line, from its bytes.
    @Benchmark
    public Request pushedRequest() throws IOException, BadRequest {
        return new RequestReader(new ByteArrayInputStream(request), Limits.STANDARD).read();
    }

    /// A punch as the API and the streams show it.
    @Benchmark
    public String punchAsJson() {
        return Json.text(Append.punch(1, 2000, 16));
    }
}
