// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.regex.Pattern;
import muster.app.terminal.Refusal;
import muster.model.CheckInRequest;

/// A request for a check-in whose values are all allowed. Immutable.
///
/// @param pin the person's number, without blanks around it
/// @param event id of the event, or null when it names none
/// @param method how the person was recognised
/// @param scanner id of the reader
/// @param time when it happened, or null for now
/// @param photo reference to a photo, or null
/// @param key idempotency key, or null
record DoorRequest(
        String pin, String event, String method, String scanner, Instant time, String photo, String key) {

    private static final int PIN = 128;
    private static final int EVENT = 128;
    private static final int PHOTO = 512;
    private static final int KEY = 128;

    private static final Pattern METHOD = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final Pattern SCANNER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// Checks everything but the time, which depends on the clock.
    ///
    /// @param ownScanner stands for a reader that is not named
    /// @throws Refusal if a value is not allowed
    static DoorRequest of(CheckInRequest request, String ownScanner) throws Refusal {
        String pin = text("pin", request.pin(), PIN);
        if (pin == null) {
            throw invalid("pin is missing: name the person by the number or the id on the badge");
        }
        return new DoorRequest(
                pin,
                text("event", request.event(), EVENT),
                word("method", request.method(), "manual", METHOD,
                        "1 to 32 small letters, digits, - or _, such as qr, rfid or kiosk"),
                word("scanner", request.scanner(), ownScanner, SCANNER, "1 to 64 letters, digits, -, _ or ."),
                request.time(),
                text("photo", request.photo(), PHOTO),
                text("key", request.key(), KEY));
    }

    private static String text(String member, String given, int most) throws Refusal {
        String text = given == null ? "" : given.strip();
        if (text.codePointCount(0, text.length()) > most) {
            throw invalid(member + " is longer than " + most + " characters");
        }
        if (!text.codePoints().allMatch(DoorRequest::isPrintable)) {
            throw invalid(member + " contains a character that cannot be printed");
        }
        return text.isEmpty() ? null : text;
    }

    /// Control characters and those nobody sees would make two different texts look the same.
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String word(String member, String given, String otherwise, Pattern allowed, String hint)
            throws Refusal {
        String text = given == null || given.isBlank() ? otherwise : given.strip();
        if (!allowed.matcher(text).matches()) {
            throw invalid(member + " is not allowed: it has " + hint);
        }
        return text;
    }

    private static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }
}
