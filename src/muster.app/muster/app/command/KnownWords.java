// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import muster.app.command.doctor.Patient;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.PendingTerminal;
import muster.model.Person;
import muster.model.PersonPage;
import muster.model.TerminalList;

/// What must not be in what is given away: the people, terminals, branches and events that this muster knows.
final class KnownWords {

    private static final int PAGE = 1000;
    private static final int MOST = 50_000;

    private KnownWords() {}

    /// What the daemon tells; without one there is nothing to be given away but logs, which look for shapes.
    static List<String> of(Patient patient, Api api) throws InterruptedException {
        List<String> known = new ArrayList<>();
        patient.environment().forEach((name, value) -> {
            if (name.startsWith("MUSTER_") || name.equals("USER") || name.equals("HOSTNAME")) {
                known.add(value);
            }
        });
        try {
            terminals(api.terminals(), known);
            api.branches().branches().forEach(each -> known.add(each.name()));
            api.gatherings().list().gatherings().forEach(each -> known.add(each.gathering().name()));
            people(api, known);
        } catch (ApiException noDaemon) {
            known.add(patient.url().getHost());
        }
        return known;
    }

    private static void terminals(TerminalList list, List<String> known) {
        list.terminals().forEach(each -> {
            known.add(each.serial());
            known.add(each.name());
        });
        list.pending().stream().map(PendingTerminal::serial).forEach(known::add);
    }

    private static void people(Api api, List<String> known) throws ApiException, InterruptedException {
        String after = null;
        do {
            PersonPage page = api.people(after, PAGE);
            for (Person person : page.people()) {
                known.add(person.pin());
                known.add(person.card());
                known.add(person.name());
                for (String part : person.name().split("[\\s,]+")) {
                    known.add(part.length() > 2 ? part : "");
                }
            }
            after = page.next();
        } while (after != null && known.size() < MOST);
    }
}
