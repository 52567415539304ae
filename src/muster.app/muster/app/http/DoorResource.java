// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import muster.app.door.Door;
import muster.app.door.PhoneSource;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.Json;
import muster.model.ScannerStatus;
import muster.model.SightingBatch;

/// Who comes in at the door, and the scanner that sees phones. Thread-safe.
final class DoorResource {

    /// What a header can carry without anybody guessing at its code.
    private static final String PLAIN = "[ -~]+";

    private final Door door;
    private final PhoneSource phones;
    private final Supplier<ScannerStatus> scanner;

    DoorResource(DoorSide side) {
        this.door = side.door();
        this.phones = side.phones();
        this.scanner = side.scanner();
    }

    void scanner(Exchange exchange) throws Rejection, IOException {
        exchange.parameters();
        exchange.reply(scanner.get());
    }

    void sight(Exchange exchange) throws Rejection, InterruptedException, IOException {
        exchange.reply(Map.of("taken", taken(exchange.body(SightingBatch.class))));
    }

    private int taken(SightingBatch batch) throws Rejection, InterruptedException {
        try {
            return phones.take(batch);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid(e.getMessage() + " Nothing of the batch was taken");
        }
    }

    /// A check-in of a QR reader, a kiosk or any program.
    void checkIn(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        CheckInRequest request = keyed(exchange.body(CheckInRequest.class), exchange.header("Idempotency-Key"));
        if (request.pin() == null || request.pin().isBlank()) {
            throw Rejection.invalid(
                    "pin is missing: {\"pin\": \"…\"} checks a person in, {\"punches\": [...]} is an import");
        }
        CheckInResult result = door.checkIn(request, Json.text(request));
        if (result.outcome() == CheckInResult.Outcome.CHECKED_IN) {
            exchange.created(result, "punches/" + result.seq());
        } else {
            exchange.reply(result);
        }
    }

    /// The request with the key that a header brings; some write it in quotes, as the draft of the header has it
    /// (draft-ietf-httpapi-idempotency-key-header section 2.1).
    private static CheckInRequest keyed(CheckInRequest request, String header) throws Rejection {
        if (header == null) {
            return request;
        }
        String key = header.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (!key.matches(PLAIN)) {
            throw Rejection.invalid("Idempotency-Key must be plain ASCII; nothing was journalled");
        }
        if (request.key() != null && !request.key().equals(key)) {
            throw Rejection.invalid("key and the header Idempotency-Key differ; send one of them. "
                    + "Nothing was journalled");
        }
        return new CheckInRequest(request.pin(), request.event(), request.method(), request.scanner(), request.time(),
                request.photo(), key);
    }
}
