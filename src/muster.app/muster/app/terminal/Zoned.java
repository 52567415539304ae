// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.ZoneId;
import muster.model.ZoneFrom;

/// The zone of a terminal's clock and who named it. Immutable.
public record Zoned(ZoneId zone, ZoneFrom from) {}
