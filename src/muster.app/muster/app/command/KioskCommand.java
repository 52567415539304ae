// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster kiosk`.
@Command(
        name = "kiosk",
        description = {
            "A page for the door: whatever a QR or card reader types and ends with Enter is checked in. It shows the"
                + " name and a greeting, or the reason why not, and waits for the next one.",
            "It needs no network beyond this machine's muster. Ctrl-C or Ctrl-D ends it."
        },
        footer = {"", "Examples:", "  muster kiosk", "  muster kiosk --event open-day --method qr"})
final class KioskCommand implements Callable<Integer> {

    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--event", paramLabel = "ID", description = "The event; else the one this door is set to.")
    private String event;

    @Option(
            names = "--method",
            paramLabel = "WORD",
            defaultValue = "kiosk",
            description = "What check-ins are marked with: kiosk, qr, rfid or another word.")
    private String method;

    @Option(names = "--scanner", paramLabel = "ID", description = "What this reader is called; else muster's own id.")
    private String scanner;

    KioskCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, IOException, InterruptedException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
        try (Api api = daemon.api(surroundings);
                KioskScreen screen = KioskScreen.open(surroundings, api, event)) {
            for (String badge = reader.readLine(); badge != null; badge = reader.readLine()) {
                String pin = badge.strip();
                if (!pin.isEmpty()) {
                    screen.show(answer(api, pin));
                }
            }
        }
        return ExitCode.OK.number();
    }

    /// A lost answer is asked for again under the same key, so that nobody is checked in twice by it.
    private KioskScreen.Message answer(Api api, String pin) throws InterruptedException {
        CheckInRequest request =
                new CheckInRequest(pin, event, method, scanner, null, null, "kiosk-" + UUID.randomUUID());
        ApiException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                CheckInResult result = api.door().checkIn(request);
                return new KioskScreen.Message(mood(result), title(result), result.message());
            } catch (ApiException e) {
                last = e;
                if (!e.passing()) {
                    return new KioskScreen.Message(KioskScreen.Mood.REFUSED, "Not checked in", e.getMessage());
                }
                Thread.sleep(PAUSE);
            }
        }
        return new KioskScreen.Message(KioskScreen.Mood.REFUSED, "Not checked in, please try again",
                last.getMessage());
    }

    private static KioskScreen.Mood mood(CheckInResult result) {
        return switch (result.outcome()) {
            case CHECKED_IN, WAITS_FOR_CLOCK -> KioskScreen.Mood.WELCOME;
            case ALREADY -> KioskScreen.Mood.KNOWN;
            case NOT_ON_LIST -> KioskScreen.Mood.REFUSED;
        };
    }

    private static String title(CheckInResult result) {
        return result.name() == null || result.name().isEmpty() ? result.pin() : result.name();
    }
}
