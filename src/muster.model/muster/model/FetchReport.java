// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `POST /api/fetch` and `GET /api/fetch/{id}`. Immutable.
///
/// @param id its number since this muster was started
/// @param ended whether every read ended
/// @param complete whether everything all of them hold is in the journal; false until it ended
/// @param rows the terminals, by serial
public record FetchReport(long id, boolean ended, boolean complete, List<FetchRow> rows) {}
