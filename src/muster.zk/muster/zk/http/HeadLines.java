// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.zk.http.BadRequest.Kind;

/// The lines of a head, ended by CRLF or bare LF, within the limits. One per request.
final class HeadLines {

    private final Intake in;
    private final Limits limits;
    private int taken;

    HeadLines(Intake in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// Takes one line, without its end, one character per byte; null when the stream ends before the
    /// line does.
    String line() throws IOException, BadRequest {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next == 0) {
                throw new BadRequest(Kind.MALFORMED, "The head holds a NUL byte.");
            }
            if (++taken >= limits.head()) {
                throw tooLarge("The head is larger than the " + limits.head() + " bytes allowed.");
            }
            line.append((char) next);
        }
        taken++;
        int length = line.length();
        while (length > 0 && line.charAt(length - 1) == '\r') {
            length--;
        }
        return line.substring(0, length);
    }

    /// Takes lines up to and with the empty one, folds joined by one blank; null when the stream ends
    /// before.
    List<String> block() throws IOException, BadRequest {
        List<String> lines = new ArrayList<>();
        int count = 0;
        for (String line = line(); line == null || !line.isEmpty(); line = line()) {
            if (line == null) {
                return null;
            }
            if (++count > limits.headLines()) {
                throw tooLarge("The head has more than the " + limits.headLines() + " lines allowed.");
            }
            boolean fold = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (fold && lines.isEmpty()) {
                throw new BadRequest(Kind.MALFORMED, "The first header line begins with a blank.");
            }
            lines.add(fold ? lines.removeLast() + " " + line.strip() : line);
        }
        return lines;
    }

    private static BadRequest tooLarge(String sentence) {
        return new BadRequest(Kind.HEAD_TOO_LARGE, sentence);
    }
}
