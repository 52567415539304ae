// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which column of an `attlog.dat` is what. The order varies by model (product.md 5.6), so it is read
/// from the file, shown, and can be given. Immutable.
///
/// @param names one for each column: [#NAMES], or `-` for one that is passed over
record AttlogColumns(List<String> names) {

    static final List<String> NAMES = List.of("pin", "time", "device", "state", "verify_mode", "work_code");

    private static final String TIME = "[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?";

    AttlogColumns {
        names = List.copyOf(names);
    }

    /// The order an operator gives: `pin,time,device,state,verify_mode,work_code`.
    static AttlogColumns parse(String text) throws UnreadableFile {
        List<String> names = Arrays.stream(text.split(",")).map(String::strip).toList();
        for (String name : names) {
            if (!name.equals("-") && !NAMES.contains(name)) {
                throw new UnreadableFile("there is no column \"" + name + "\"",
                        "the columns are " + String.join(", ", NAMES) + ", and - for one that is passed over");
            }
        }
        Set<String> once = new HashSet<>();
        if (!names.contains("pin") || !names.contains("time")
                || names.stream().anyMatch(name -> !name.equals("-") && !once.add(name))) {
            throw new UnreadableFile("the columns " + text + " do not tell PIN and time, each once",
                    "for example --columns pin,time,device,state,verify_mode,work_code");
        }
        return new AttlogColumns(names);
    }

    /// The order that some lines of the file suggest.
    ///
    /// @return null when no line holds a time with a PIN left of it
    static AttlogColumns of(List<String> lines) {
        List<List<String>> rows = lines.stream()
                .map(AttlogColumns::cells)
                .filter(cells -> time(cells) > 0)
                .toList();
        if (rows.isEmpty()) {
            return null;
        }
        int time = most(rows, AttlogColumns::time);
        List<List<String>> alike = rows.stream().filter(cells -> time(cells) == time).toList();
        int behind = most(alike, List::size) - time - 1;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < time - 1; i++) {
            names.add("-");
        }
        names.add("pin");
        names.add("time");
        names.addAll(behind(behind, alike, time + 1));
        return new AttlogColumns(names);
    }

    /// Four columns behind the time are device, state, verify mode and work code, unless the first of
    /// them varies or is 0: devices are numbered from 1, and a stick holds the file of one. Any other
    /// number of columns is the order in which terminals send (zk-push.md section 7.1).
    private static List<String> behind(int count, List<List<String>> rows, int first) {
        Set<String> values = rows.stream()
                .filter(cells -> cells.size() > first)
                .map(cells -> cells.get(first).strip())
                .collect(Collectors.toSet());
        boolean device = count == 4 && values.size() == 1 && !values.contains("0") && !values.contains("");
        List<String> order = device
                ? List.of("device", "state", "verify_mode", "work_code")
                : List.of("state", "verify_mode", "work_code");
        return order.subList(0, Math.min(count, order.size()));
    }

    private static int most(List<List<String>> rows, Function<List<String>, Integer> number) {
        return rows.stream()
                .collect(Collectors.groupingBy(number, Collectors.counting()))
                .entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static int time(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).strip().matches(TIME)) {
                return i;
            }
        }
        return -1;
    }

    /// The columns of a line: between tabs; where there is none, between blanks, with date and time joined.
    static List<String> cells(String line) {
        if (line.indexOf('\t') >= 0) {
            return List.of(line.split("\t", -1));
        }
        List<String> cells = new ArrayList<>();
        for (String word : line.strip().split(" +")) {
            boolean afterDate = !cells.isEmpty() && cells.getLast().matches("[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}");
            if (afterDate && word.matches("[0-9]{2}:.*")) {
                cells.add(cells.removeLast() + " " + word);
            } else {
                cells.add(word);
            }
        }
        return cells;
    }

    /// The cell of a column; null when the line is too short or there is no such column.
    String cell(List<String> cells, String name) {
        int index = names.indexOf(name);
        return index < 0 || index >= cells.size() ? null : cells.get(index).strip();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
