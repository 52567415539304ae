// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import muster.mail.MailSettings;
import muster.model.Json;

/// Makes channels of what stands in the tables `[channels.NAME]`.
final class ChannelReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

    /// Headers that are somebody else's business: the client's, or the setting form's.
    private static final Set<String> TAKEN =
            Set.of("host", "content-length", "content-type", "connection", "user-agent", "expect", "upgrade");

    private final Values values;

    ChannelReader(Values values) {
        this.values = values;
    }

    /// The channels, in the order of the file.
    List<ChannelConfig> channels() {
        List<ChannelConfig> channels = new ArrayList<>();
        values.tables("channels").forEach((name, given) -> {
            Values.Found type = given.get(ChannelKeys.TYPE.name());
            String word = type == null ? "" : type.text();
            Settings settings = new Settings("channels." + name, given, ChannelKeys.of(word), values);
            if (!ChannelKeys.types().contains(word)) {
                settings.mistake(ChannelKeys.TYPE, "it must be one of " + String.join(", ", ChannelKeys.types()));
                return;
            }
            settings.refuseUnknown();
            refuseName(name, settings);
            channels.add(new ChannelConfig(name, rules(settings), target(word, settings)));
        });
        return channels;
    }

    private static void refuseName(String name, Settings settings) {
        if (!NAME.matcher(name).matches()) {
            settings.mistake("its name must be 1 to 64 letters, digits, - or _");
        }
        if (name.equals("log")) {
            settings.mistake("log is the name of the channel that is always there; call it something else");
        }
    }

    private static ChannelRules rules(Settings s) {
        return new ChannelRules(
                s.of(ChannelKeys.LEVEL),
                Set.copyOf(s.of(ChannelKeys.BRANCHES)),
                s.of(ChannelKeys.GROUP_WAIT),
                s.of(ChannelKeys.QUIET_HOURS),
                s.of(ChannelKeys.RATE),
                s.of(ChannelKeys.RESOLVED));
    }

    private static ChannelTarget target(String type, Settings s) {
        return switch (type) {
            case "webhook" -> webhook(s);
            case "email" -> email(s);
            case "http" -> http(s);
            default -> new ChannelTarget.Modem(s.required(ChannelKeys.MODEM_TO));
        };
    }

    private static ChannelTarget webhook(Settings s) {
        List<Path> secrets = s.of(ChannelKeys.WEBHOOK_SECRET_FILES);
        if (secrets.isEmpty() || secrets.size() > 2) {
            s.mistake(ChannelKeys.WEBHOOK_SECRET_FILES,
                    "name one file, or two while one secret takes over from the other");
        }
        return new ChannelTarget.Webhook(
                s.required(ChannelKeys.WEBHOOK_URL).orElse(URI.create("http:/")),
                secrets,
                s.of(ChannelKeys.WEBHOOK_PRIVATE));
    }

    private static ChannelTarget email(Settings s) {
        MailSettings.Tls tls = s.of(ChannelKeys.EMAIL_TLS);
        int port = s.of(ChannelKeys.EMAIL_PORT);
        Optional<String> user = Optional.of(s.of(ChannelKeys.EMAIL_USER)).filter(name -> !name.isEmpty());
        Optional<Path> password = s.of(ChannelKeys.EMAIL_PASSWORD_FILE);
        if (user.isPresent() != password.isPresent()) {
            s.mistake(ChannelKeys.EMAIL_PASSWORD_FILE, "user and password_file need each other");
        }
        return new ChannelTarget.Email(
                s.required(ChannelKeys.EMAIL_HOST),
                port == 0 ? usual(tls) : port,
                tls,
                user,
                password,
                s.required(ChannelKeys.EMAIL_FROM),
                s.required(ChannelKeys.EMAIL_TO));
    }

    private static int usual(MailSettings.Tls tls) {
        return switch (tls) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
    }

    private static ChannelTarget http(Settings s) {
        ChannelTarget.Http http = new ChannelTarget.Http(
                s.of(ChannelKeys.HTTP_METHOD),
                s.required(ChannelKeys.HTTP_URL),
                s.table(ChannelKeys.HTTP_HEADERS),
                s.of(ChannelKeys.HTTP_FORM),
                s.of(ChannelKeys.HTTP_BODY),
                s.of(ChannelKeys.HTTP_SECRET_FILE),
                s.of(ChannelKeys.HTTP_TO),
                s.of(ChannelKeys.HTTP_EXPECT));
        refuseHeaders(http, s);
        if (http.form() == ChannelTarget.Form.JSON && !http.body().isEmpty() && !isJson(http.body())) {
            s.mistake(ChannelKeys.HTTP_BODY, "it is not JSON; put texts between quotes, as {\"text\": \"{message}\"}");
        }
        if (http.method().equals("GET") && !http.body().isEmpty()) {
            s.mistake(ChannelKeys.HTTP_BODY, "a GET has none; put it into the url, or take method = \"POST\"");
        }
        String all = http.url() + http.headers().values() + http.body();
        refuseHalf(all, "{secret}", http.secretFile().isPresent(), ChannelKeys.HTTP_SECRET_FILE, s);
        refuseHalf(all, "{to}", !http.to().isEmpty(), ChannelKeys.HTTP_TO, s);
        return http;
    }

    private static void refuseHeaders(ChannelTarget.Http http, Settings s) {
        for (Map.Entry<String, String> header : http.headers().entrySet()) {
            String name = header.getKey();
            if (!HEADER.matcher(name).matches() || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
                s.mistake("headers." + name + " cannot be set; the type of the body is said by form");
            }
            if (header.getValue().chars().anyMatch(Character::isISOControl)) {
                s.mistake("headers." + name + " must be one line");
            }
        }
    }

    private static void refuseHalf(String templates, String word, boolean given, Key<?> key, Settings s) {
        if (templates.contains(word) && !given) {
            s.mistake(key, "is missing: " + word + " stands for it");
        } else if (!templates.contains(word) && given) {
            s.mistake(key, "is given, but " + word + " stands nowhere in url, headers and body");
        }
    }

    /// Whether it will be JSON when it is filled in.
    private static boolean isJson(String template) {
        String filled = template.replace("{count}", "0");
        for (String word : ChannelKinds.PLACEHOLDERS) {
            // a text is one only between quotes
            filled = filled.replace(word, "a");
        }
        try {
            Json.parse(filled, JsonElement.class);
            return true;
        } catch (JsonParseException e) {
            return false;
        }
    }
}
