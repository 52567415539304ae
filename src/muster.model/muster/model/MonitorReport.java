// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.Map;

/// What `POST /api/events` is told: something an external program did or met (product.md MON-01 to MON-04).
/// Immutable.
///
/// @param type `scan`, `sync`, `sms`, `photo`, `error`, `warning` or a free word
/// @param message a sentence
/// @param data its context, or null; what names a person (`student_id`, `phone`, `pin`, `name`) is kept masked
public record MonitorReport(String type, String message, Map<String, String> data) {}
