// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.function.LongSupplier;

/// What every part of one radio works with.
///
/// @param settings what was asked for
/// @param wish whether scanning is wanted
/// @param ear takes the reports
/// @param news takes the changes
/// @param rfkill the kernel's switches
/// @param nanos the monotonic clock
record Surroundings(RadioSettings settings, Wish wish, Ear ear, News news, RfKill rfkill, LongSupplier nanos) {}
