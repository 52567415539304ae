// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The commands a terminal is given, and what it does and answers (zk-push.md sections 9.2 to 9.5). For
/// one thread.
final class Orders {

    private static final int NOT_SUPPORTED = -1002;
    private static final int NO_SUCH_USER = -9;
    private static final int NOT_SENT = -1;
    private static final int BATCH = 100;

    /// One command.
    ///
    /// @param id to be given back with the result
    /// @param text without `C:<id>:`
    record Order(String id, String text) {

        /// Whether the terminal introduces itself anew afterwards.
        boolean restarts() {
            return text.equals("REBOOT") || text.equals("CHECK");
        }
    }

    private final String serial;
    private final Memory memory;
    private final Caller caller;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> users = new TreeMap<>();

    Orders(String serial, Memory memory, Caller caller) {
        this.serial = serial;
        this.memory = memory;
        this.caller = caller;
        options.put("~SerialNumber", serial);
        options.put("~DeviceName", "SIMULATED");
        options.put("~OEMVendor", "MUSTER SIMULATOR, NO HARDWARE");
        options.put("FWVersion", "SIM-Ver1.0.0");
        options.put("IPAddress", "192.0.2.77");
        options.put("Language", "69");
    }

    /// The commands in the answer to a poll.
    static List<Order> read(String body) {
        List<Order> orders = new ArrayList<>();
        for (String line : body.split("\r?\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("C")) {
                orders.add(new Order(parts[1], parts[2].strip()));
            }
        }
        return orders;
    }

    /// What it tells about itself after the introduction, on one line.
    String options() {
        List<String> all = new ArrayList<>();
        options.forEach((name, value) -> all.add(name + "=" + value));
        all.add("TransactionCount=" + memory.records());
        all.add("UserCount=" + users.size());
        return String.join(",", all);
    }

    /// What its first poll carries: firmware, users, fingers, punches, address, versions.
    String info() {
        return "SIM-Ver1.0.0," + users.size() + ",0," + memory.records() + ",192.0.2.77,10,35,12,0,11110";
    }

    /// Does it, and tells the body of the result.
    String obey(Order order) throws IOException, InterruptedException {
        String text = order.text();
        if (text.equals("INFO")) {
            StringBuilder result = new StringBuilder(result(order, 0, "INFO"));
            options.forEach((name, value) -> result.append(name).append('=').append(value).append('\n'));
            return result.append("UserCount=").append(users.size())
                    .append("\nTransactionCount=").append(memory.records()).append('\n').toString();
        }
        if (text.startsWith("DATA ")) {
            return result(order, data(text.substring(5)), "DATA");
        }
        if (text.startsWith("SET OPTION ")) {
            String[] pair = text.substring(11).split("=", 2);
            options.put(pair[0], pair.length == 2 ? pair[1] : "");
            return result(order, 0, "SET OPTION");
        }
        if (text.startsWith("VERIFY SUM ATTLOG ")) {
            Map<String, String> range = values(text.substring(18));
            return "ID=" + order.id() + "&Return=0&CMD=VERIFY SUM&StartTime=" + range.get("StartTime")
                    + "&EndTime=" + range.get("EndTime") + "&AttlogSum=" + between(range).size() + "\n";
        }
        return switch (text) {
            case "CHECK", "REBOOT", "RELOAD OPTIONS", "LOG", "AC_UNLOCK" -> result(order, 0, text);
            case "CLEAR LOG" -> {
                memory.clear();
                yield result(order, 0, "CLEAR_LOG");
            }
            default -> result(order, NOT_SUPPORTED, text.split(" ", 2)[0]);
        };
    }

    private static String result(Order order, int code, String command) {
        return "ID=" + order.id() + "&Return=" + code + "&CMD=" + command + "\n";
    }

    private int data(String text) throws IOException, InterruptedException {
        String[] words = text.split(" ", 3);
        Map<String, String> values = values(words.length == 3 ? words[2] : "");
        String pin = values.getOrDefault("PIN", "");
        return switch (words.length > 1 ? words[0] + " " + words[1] : "") {
            case "QUERY ATTLOG" -> upload("ATTLOG&Stamp=0", between(values));
            case "QUERY USERINFO" -> upload("OPERLOG&Stamp=0", people(pin));
            case "UPDATE USERINFO" -> {
                users.put(pin, values);
                yield 0;
            }
            case "DELETE USERINFO" -> users.remove(pin) == null ? NO_SUCH_USER : 0;
            default -> NOT_SUPPORTED;
        };
    }

    private List<String> between(Map<String, String> range) {
        return memory.between(
                range.getOrDefault("StartTime", "").replace('T', ' '),
                range.getOrDefault("EndTime", "9999").replace('T', ' '));
    }

    private List<String> people(String pin) {
        return users.entrySet().stream()
                .filter(user -> pin.isEmpty() || pin.equals(user.getKey()))
                .map(user -> "USER PIN=" + user.getKey() + "\tName=" + user.getValue().getOrDefault("Name", "")
                        + "\tPri=" + user.getValue().getOrDefault("Pri", "0")
                        + "\tPasswd=\tCard=" + user.getValue().getOrDefault("Card", "") + "\tGrp=1\tTZ=")
                .toList();
    }

    private int upload(String table, List<String> lines) throws IOException, InterruptedException {
        for (int from = 0; from < lines.size(); from += BATCH) {
            List<String> batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
            Answer answer = caller.post(
                    "/iclock/cdata?SN=" + serial + "&table=" + table, String.join("\n", batch) + "\n", null);
            if (!answer.ok()) {
                return NOT_SENT;
            }
        }
        return 0;
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("\t")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
            }
        }
        return values;
    }
}
