// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.zk.pull.AttendanceLayout;

/// Checks what operators wish and merges it with what is: null leaves a setting, empty takes it back.
final class Wishes {

    private Wishes() {}

    /// A zone of a clock.
    static String zone(String before, String wanted) throws Refusal {
        if (wanted == null) {
            return before;
        }
        if (wanted.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(wanted.strip()).getId();
        } catch (DateTimeException e) {
            throw invalid("zone: \"" + wanted
                    + "\" is no zone; write an IANA name such as Asia/Kolkata or an offset such as +05:30");
        }
    }

    /// Addresses a terminal may call from.
    static List<String> networks(List<String> before, List<String> wanted) throws Refusal {
        if (wanted == null) {
            return before;
        }
        List<String> named = wanted.stream().filter(Objects::nonNull).toList();
        try {
            named.forEach(Network::parse);
            return named;
        } catch (IllegalArgumentException e) {
            throw invalid("addresses: " + e.getMessage());
        }
    }

    /// How a terminal is read on port 4370.
    static Pull pull(Pull before, PullSettings wanted) throws Refusal {
        if (wanted == null) {
            return before;
        }
        if (wanted.host() != null && wanted.host().isBlank()) {
            return null;
        }
        if (before == null && wanted.host() == null) {
            throw invalid("host: to read a terminal on port 4370 its address is needed");
        }
        Pull base = before == null ? Pull.at(wanted.host()) : before;
        return new Pull(
                host(base.host(), wanted.host()),
                within("port", wanted.port() == null ? base.port() : wanted.port(), 1, 65_535),
                wanted.transport() == null ? base.transport() : wanted.transport(),
                text(base.keyFile(), wanted.keyFile()),
                poll(wanted.pollSeconds() == null ? base.pollSeconds() : wanted.pollSeconds()),
                wanted.live() == null ? base.live() : wanted.live(),
                layout(text(base.layout(), wanted.layout())),
                charset(text(base.charset(), wanted.charset())),
                wanted.setClock() == null ? base.setClock() : wanted.setClock());
    }

    private static String host(String before, String wanted) throws Refusal {
        String host = wanted == null ? before : wanted.strip();
        if (!host.matches("[A-Za-z0-9._:-]{1,253}")) {
            throw invalid("host: \"" + host + "\" is neither an address nor a name");
        }
        return host;
    }

    private static int poll(int seconds) throws Refusal {
        return seconds == 0 ? 0 : within("poll_seconds", seconds, 10, 86_400);
    }

    private static String layout(String layout) throws Refusal {
        if (layout != null && AttendanceLayout.named(layout).isEmpty()) {
            throw invalid("layout: \"" + layout
                    + "\" is unknown; there are 8, 8-ma300, 16, 16-state-first, 22, 40 and 41 to 256");
        }
        return layout;
    }

    private static String charset(String charset) throws Refusal {
        try {
            return charset == null ? null : Charset.forName(charset).name();
        } catch (IllegalArgumentException e) {
            throw invalid("charset: \"" + charset + "\" is unknown; write one such as GB18030 or windows-1256");
        }
    }

    private static int within(String member, int value, int least, int most) throws Refusal {
        if (value < least || value > most) {
            throw invalid(member + ": a number from " + least + " to " + most + " is needed");
        }
        return value;
    }

    /// A text of an operator: null leaves it, empty takes it back.
    static String text(String before, String wanted) {
        if (wanted == null) {
            return before;
        }
        return wanted.isBlank() ? null : wanted.strip();
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
