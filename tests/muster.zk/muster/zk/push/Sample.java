// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// One recorded request or reply of tests/samples/push, cut into the parts this package takes.
record Sample(String line, byte[] body) {

    private static final Path FOLDER = Path.of("tests", "samples", "push");

    /// The request with this number and name: `040-attlog-one-11col`.
    static Sample request(String name) {
        return read(name + ".req");
    }

    /// The body of a recorded reply.
    static String reply(String name) {
        return new String(read(name + ".rsp").body(), StandardCharsets.UTF_8);
    }

    static Stream<String> expectations() {
        return lines(FOLDER.resolve("EXPECT.tsv")).skip(1);
    }

    static Stream<String> requests() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".req"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(String file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        byte[] rest = end < 0 ? new byte[0] : Arrays.copyOfRange(bytes, end + 4, bytes.length);
        return new Sample(head.split("\r?\n", 2)[0], framed(head, rest));
    }

    /// Sample 060 is chunked, sample 063 sends more than it announces.
    private static byte[] framed(String head, byte[] rest) {
        if (head.contains("Transfer-Encoding: chunked")) {
            return dechunked(rest);
        }
        String length = head.replaceFirst("(?s)^.*Content-Length: (\\d+).*$", "$1");
        int announced = length.equals(head) ? rest.length : Integer.parseInt(length);
        return Arrays.copyOf(rest, Math.min(announced, rest.length));
    }

    private static byte[] dechunked(byte[] rest) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String text = new String(rest, StandardCharsets.ISO_8859_1);
        int at = 0;
        int size = Integer.parseInt(text.substring(0, text.indexOf('\r')), 16);
        while (size > 0) {
            int from = text.indexOf('\n', at) + 1;
            body.write(rest, from, size);
            at = from + size + 2;
            size = Integer.parseInt(text.substring(at, text.indexOf('\r', at)), 16);
        }
        return body.toByteArray();
    }

    String method() {
        return line.substring(0, line.indexOf(' '));
    }

    String endpoint() {
        String path = target().split("\\?", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1).replace(".aspx", "");
    }

    /// A look-up like that of the HTTP reader: names in any case, blanks around values dropped.
    Function<String, String> query() {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String[] parts = target().split("\\?", 2);
        for (String pair : (parts.length < 2 ? "" : parts[1]).split("&")) {
            String[] field = pair.split("=", 2);
            values.put(field[0], field.length < 2 ? "" : field[1].replace("%20", " ").strip());
        }
        return values::get;
    }

    private String target() {
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    }
}
