// SPDX-License-Identifier: Apache-2.0
package muster.client;

/// The answer of `POST /api/quarantine/replay`. Immutable.
record Released(int released) {}
