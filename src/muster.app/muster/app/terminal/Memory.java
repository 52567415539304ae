// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.time.LocalDate;

/// How full a terminal's memory is. Immutable; unknown is null.
///
/// @param capacity how many punches it can hold
/// @param fullOn the day it will be full at the present rate
record Memory(Integer capacity, LocalDate fullOn) {

    static final Memory UNKNOWN = new Memory(null, null);
}
