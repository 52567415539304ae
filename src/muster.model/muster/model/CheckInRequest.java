// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// The body of `POST /api/punches` from a QR reader, a kiosk or any program at the door. Immutable.
///
/// @param pin the person's number, or the id on the badge
/// @param event id of the event; null = the one this door is set to
/// @param method `qr`, `rfid`, `kiosk`, `manual` or a word of the sender; null = `manual`
/// @param scanner id of the reader; null = this muster's own
/// @param time when it happened; null = now
/// @param photo reference to a photo, or null
/// @param key idempotency key: a repeated request with it changes nothing; null = none
public record CheckInRequest(
        String pin, String event, String method, String scanner, Instant time, String photo, String key) {}
