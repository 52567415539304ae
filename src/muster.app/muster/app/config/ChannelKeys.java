// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.mail.MailSettings;
import muster.model.Notice;

/// Every setting a `[channels.NAME]` can have, by its type. The names are without `channels.NAME.`; a name that ends in
/// `.*` is a table of its own.
final class ChannelKeys {

    private static final Map<String, List<Key<?>>> BY_TYPE = new LinkedHashMap<>();
    private static List<Key<?>> now = type("");

    static final Key<String> TYPE = key("type", "webhook", TextKinds.oneOf(types()), "How it reaches people.");
    static final Key<Notice.Level> LEVEL = key("level", "warning", Kind.word(Notice.Level.class),
            "Alerts that matter less are not told.");
    static final Key<List<String>> BRANCHES = key("branches", "", TextKinds.texts(),
            "Only alerts of these, and none that belongs to no branch; none named = all alerts.");
    static final Key<Duration> GROUP_WAIT = key("group_wait", "10s", Kind.time("0s", "10m"),
            "How long to wait for more alerts of the same branch, which are told in one message.");
    static final Key<Optional<QuietHours>> QUIET_HOURS = key("quiet_hours", "", ChannelKinds.optionalHours(),
            "Local time of day in which only errors are told, as 22:00-06:30; the rest is summed up at its end.");
    static final Key<Integer> RATE = key("rate", "20", Kind.number(1, 1000),
            "How many messages in ten minutes at most; what is more is summed up in one.");
    static final Key<Boolean> RESOLVED = key("resolved", "true", TextKinds.truth(),
            "Whether people are told that an alert is over.");

    static {
        now = type("webhook");
    }

    static final Key<Optional<URI>> WEBHOOK_URL = key("url", "", Kind.optionalUrl(), "Where alerts are posted.");
    static final Key<List<Path>> WEBHOOK_SECRET_FILES = key("secret_files", "", TextKinds.paths(),
            "Files whose first line is a secret whsec_…; two while one takes over from the other.");
    static final Key<Boolean> WEBHOOK_PRIVATE = key("private_addresses", "false", TextKinds.truth(),
            "Whether it may lie in a private network or on this machine.");

    static {
        now = type("email");
    }

    static final Key<String> EMAIL_HOST = key("host", "", ChannelKinds.host(), "The mail server.");
    static final Key<Integer> EMAIL_PORT = key("port", "0", Kind.number(0, 65_535),
            "Its port; 0 = 25 without TLS, 587 with starttls, 465 with tls.");
    static final Key<MailSettings.Tls> EMAIL_TLS = key("tls", "starttls", Kind.word(MailSettings.Tls.class),
            "How the connection is protected: from its first byte (tls), before anything is said, or not at all.");
    static final Key<String> EMAIL_USER = key("user", "", TextKinds.text(128), "Login; \"\" = none is needed.");
    static final Key<Optional<Path>> EMAIL_PASSWORD_FILE = key("password_file", "", Kind.optionalPath(),
            "File whose first line is the password.");
    static final Key<String> EMAIL_FROM = key("from", "", ChannelKinds.mailAddress(), "The sender's address.");
    static final Key<List<String>> EMAIL_TO = key("to", "", ChannelKinds.mailAddresses(), "Who gets the mails.");

    static {
        now = type("http");
    }

    static final Key<String> HTTP_METHOD = key("method", "POST", TextKinds.oneOf(List.of("GET", "POST", "PUT")),
            "How it is called.");
    static final Key<String> HTTP_URL = key("url", "", ChannelKinds.urlTemplate(), "Where, with placeholders.");
    static final Key<String> HTTP_HEADERS = key("headers.*", "", ChannelKinds.template(),
            "For a header, its value, with placeholders.");
    static final Key<ChannelTarget.Form> HTTP_FORM = key("form", "json", Kind.word(ChannelTarget.Form.class),
            "How the body is written; what is put into it is written in the same way.");
    static final Key<String> HTTP_BODY = key("body", "", ChannelKinds.template(), "The body, with placeholders.");
    static final Key<Optional<Path>> HTTP_SECRET_FILE = key("secret_file", "", Kind.optionalPath(),
            "File whose first line stands for {secret}.");
    static final Key<List<String>> HTTP_TO = key("to", "", TextKinds.texts(),
            "One call for each, whose {to} it is; none named = one call.");
    static final Key<String> HTTP_EXPECT = key("expect", "", TextKinds.text(256),
            "What stands in the answer to a message that was taken; \"\" = its status tells.");

    static {
        now = type("modem");
    }

    static final Key<List<String>> MODEM_TO = key("to", "", ChannelKinds.numbers(), "The recipients' numbers.");

    private ChannelKeys() {}

    /// The types there are.
    static List<String> types() {
        return List.of("webhook", "email", "http", "modem");
    }

    /// The settings of a type, those that every type has first.
    static List<Key<?>> of(String type) {
        List<Key<?>> keys = new ArrayList<>(BY_TYPE.get(""));
        keys.addAll(BY_TYPE.getOrDefault(type, List.of()));
        return keys;
    }

    private static List<Key<?>> type(String type) {
        return BY_TYPE.computeIfAbsent(type, _ -> new ArrayList<>());
    }

    private static <T> Key<T> key(String name, String fallback, Kind<T> kind, String meaning) {
        Key<T> key = new Key<>(name, fallback, kind, meaning);
        now.add(key);
        return key;
    }
}
