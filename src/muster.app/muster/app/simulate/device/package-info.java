// SPDX-License-Identifier: Apache-2.0

/// A terminal of port 4370 that is none: the device's side of the pull protocol (zk-pull.md), for trying
/// clients, ours and others'.
///
/// Read in this order: [Device] (what is in it), [Dialogue] (what it answers), [TcpLine] and [UdpLine] (how
/// the bytes leave, with faults on order), [DeviceServer] (its port, its people, its power switch), [Fleet].
///
/// It shares no code with `muster.zk.pull`: checksums, keys and layouts are worked out here a second time,
/// so that a mistake in either shows when the two talk.
package muster.app.simulate.device;
