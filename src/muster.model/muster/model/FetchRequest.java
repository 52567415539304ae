// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDateTime;
import java.util.List;

/// The body of `POST /api/fetch`: whose logs to read now. Immutable. One of the first three is given.
///
/// @param terminals serials
/// @param branch id of a branch
/// @param all true for every terminal that is read on port 4370
/// @param since records before this local time are not looked at, or null; then the read proves nothing
///     about what is older
public record FetchRequest(List<String> terminals, String branch, Boolean all, LocalDateTime since) {}
