// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

/// How a Convex backend is spoken to (product.md section 5.1).
public enum BackendDialect {
    /// `Authorization: Bearer`, `/batchCheckIn`.
    BEARER,
    /// `x-api-key`, `/batch-checkin`.
    API_KEY
}
