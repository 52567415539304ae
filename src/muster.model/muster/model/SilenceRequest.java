// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// What `POST /api/silences` is told. Immutable. At least one of rule, subject and branch must be given.
///
/// @param kind null = a snooze
/// @param rule of this rule; null = of any
/// @param subject about this terminal, sink, event, component or channel; null = about any
/// @param branch of this branch and its terminals; null = of any
/// @param from its begin (UTC); null = now
/// @param until its end (UTC); null when seconds tell it
/// @param seconds how long it lasts, 60 to 2,678,400 (31 days); null when `until` tells it
/// @param every how it is repeated; null = it is not
/// @param reason why; must be given
/// @param by who makes it; must be given
public record SilenceRequest(
        Silence.Kind kind,
        String rule,
        String subject,
        String branch,
        Instant from,
        Instant until,
        Long seconds,
        Silence.Every every,
        String reason,
        String by) {}
