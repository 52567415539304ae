// SPDX-License-Identifier: Apache-2.0
package muster.ble;

/// How an adapter is, in words for people.
///
/// @param adapter `hci0`; null when it is about no adapter, but about the bus, BlueZ or the lack of adapters
/// @param address the adapter's own address in upper case; null as long as it is not known
/// @param condition what it does
/// @param reason one sentence: what happened
/// @param cure one sentence: what to do about it; null when nothing is to be done
public record RadioState(String adapter, String address, Condition condition, String reason, String cure) {}
