// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// The components in the seed's shape (product.md MON-05, MON-06). Immutable.
///
/// @param status `healthy`, `degraded`, `partial` or `error`
/// @param cameraStatus `unknown` until a camera program reports
/// @param cloudStatus `unknown` until a backend is configured
/// @param smsStatus `unknown` until an SMS program reports
/// @param journalStatus `online` or `error`
/// @param journalDetails what is wrong with the journal, or null
public record SystemState(
        String status,
        String cameraStatus,
        String cloudStatus,
        String smsStatus,
        String journalStatus,
        String journalDetails) {}
