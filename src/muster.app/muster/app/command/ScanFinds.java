// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.app.pull.Scan;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;

/// What a scan found, and what becomes of it. For one thread.
final class ScanFinds {

    /// Something that answered.
    ///
    /// @param outcome what became of it, for people; null when nothing was to become of it
    /// @param failed whether muster would not add it
    record Find(Scan.Found device, String outcome, boolean failed) {}

    private final Api api;
    private final Map<String, TerminalStatus> known;
    private final Map<String, String> readAt = new HashMap<>();
    private final String branch;
    private final int port;

    /// @param known the terminals that muster has
    /// @param branch the branch of those that are added, or null
    /// @param port where they were found
    ScanFinds(Api api, TerminalList known, String branch, int port) {
        this.api = api;
        this.known =
                known.terminals().stream().collect(Collectors.toMap(TerminalStatus::serial, Function.identity()));
        known.terminals().stream()
                .filter(terminal -> terminal.pull() != null)
                .forEach(terminal -> readAt.put(
                        place(terminal.pull().host(), terminal.pull().port()), terminal.serial()));
        this.branch = branch;
        this.port = port;
    }

    private static String place(String host, int port) {
        return host + " " + port;
    }

    /// Carries out a scan; what it found, in the order of addresses.
    static List<Find> of(Scan scan, ScanProgress progress) throws InterruptedException {
        List<Scan.Found> found = new ArrayList<>();
        try {
            scan.run(
                    device -> {
                        found.add(device);
                        progress.found();
                    },
                    progress::tried);
        } finally {
            progress.clear();
        }
        Map<String, Integer> places = new HashMap<>();
        scan.addresses().forEach(address -> places.put(address.getHostAddress(), places.size()));
        return found.stream()
                .sorted(Comparator.comparing(device -> places.get(device.host())))
                .map(device -> new Find(device, null, false))
                .toList();
    }

    /// Why it need not or cannot be added; null when it is to be.
    private String obstacle(Scan.Found device) {
        String reader = readAt.get(place(device.host(), port));
        if (device.serial().isEmpty() && reader != null) {
            // most take one client at a time, and muster is that one
            return "known: terminal " + reader + " is read there";
        }
        if (!device.problem().isEmpty()) {
            return "not added: " + device.problem();
        }
        if (device.serial().isEmpty()) {
            return "not added: it does not tell its serial";
        }
        TerminalStatus terminal = known.get(device.serial());
        if (terminal == null) {
            return null;
        }
        Pull pull = terminal.pull();
        if (pull == null) {
            return "known, and not read on port 4370: muster terminals change " + device.serial() + " --host "
                    + device.host();
        }
        return pull.host().equals(device.host()) && pull.port() == port
                ? "known"
                : "known, and read at " + pull.host() + " port " + pull.port();
    }

    /// Adds those that are new.
    List<Find> added(List<Find> found) throws ApiException, InterruptedException {
        List<Find> after = new ArrayList<>();
        for (Find find : found) {
            String obstacle = obstacle(find.device());
            after.add(obstacle == null ? added(find.device()) : new Find(find.device(), obstacle, false));
        }
        return after;
    }

    private Find added(Scan.Found device) throws ApiException, InterruptedException {
        try {
            api.add(new TerminalSettings(
                    device.serial(), null, null, null, branch, PullSettings.at(device.host(), port)));
            return new Find(device, "added", false);
        } catch (ApiException e) {
            if (e.kind() != ApiException.Kind.PROBLEM || e.passing()) {
                throw e;
            }
            return new Find(device, "not added: " + e.getMessage(), true);
        }
    }

    /// The finds as members of a JSON object.
    static Map<String, List<Map<String, Object>>> json(List<Find> found) {
        return Map.of("found", found.stream().map(ScanFinds::members).toList());
    }

    private static Map<String, Object> members(Find find) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("host", find.device().host());
        members.put("serial", find.device().serial());
        members.put("model", find.device().deviceName());
        members.put("firmware", find.device().firmware());
        members.put("problem", find.device().problem());
        members.values().removeIf(""::equals);
        if (find.outcome() != null) {
            members.put("terminal", find.outcome());
        }
        return members;
    }
}
