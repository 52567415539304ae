// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request target taken apart (zk-push.md section 3.2). Immutable.
record Target(List<String> path, Query query) {

    /// Reads a target of one character per byte; it never fails.
    static Target parse(String raw) {
        String target = withoutHost(raw.strip());
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        return new Target(parts(path), question < 0 ? Query.EMPTY : Query.parse(target.substring(question + 1)));
    }

    private static String withoutHost(String target) {
        for (String scheme : List.of("http://", "https://")) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                int end = scheme.length();
                while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
                    end++;
                }
                return target.substring(end);
            }
        }
        return target;
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            String text = Query.decoded(Percent.decode(part), StandardCharsets.ISO_8859_1).strip();
            if (!text.isEmpty()) {
                parts.add(text);
            }
        }
        return parts;
    }
}
