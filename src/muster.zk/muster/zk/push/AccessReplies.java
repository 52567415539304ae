// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// Answers to access terminals (zk-push.md section 14).
public final class AccessReplies {

    /// The version that leaves the vendor's encryption off (zk-push.md section 1, rule 13).
    private static final String VERSION = "3.0.1";

    private AccessReplies() {}

    /// The answer to `registry`: any other makes the terminal try again for ever.
    ///
    /// @param code as of [RegistryCode]
    public static String registry(String code) {
        return "RegistryCode=" + code;
    }

    /// The answer to `push`.
    public static String configuration(AccessSettings settings) {
        return String.join(
                "",
                line("ServerVersion", VERSION),
                line("ServerName", settings.serverName()),
                line("PushVersion", VERSION),
                line("ErrorDelay", settings.errorDelay().toSeconds()),
                line("RequestDelay", settings.requestDelay().toSeconds()),
                line("TransTimes", settings.transTimes()),
                line("TransInterval", settings.transInterval().toMinutes()),
                "TransTables=User\tTransaction\n",
                line("Realtime", 1),
                line("SessionID", settings.sessionId()),
                line("TimeoutSec", settings.timeout().toSeconds()));
    }

    /// The answer to the introduction of a registered terminal; an unregistered one gets `OK`.
    public static String registered(String code, AccessSettings settings) {
        return "registry=ok\n" + registry(code) + "\n" + configuration(settings);
    }

    /// The answer to `tabledata` and `querydata`: the table as it was named, `=`, lines received. A
    /// plain `OK` makes the terminal send the same for ever.
    ///
    /// @param tableName the parameter `tablename` as sent; `OK` is all that can be said when it is missing
    public static String count(String tableName, int lines) {
        String clean = tableName == null ? "" : TableName.clean(tableName);
        return clean.isEmpty() ? "OK" : clean + "=" + lines;
    }

    private static String line(String key, Object value) {
        return key + "=" + Fields.cleaned(value.toString()) + "\n";
    }
}
