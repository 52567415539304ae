// SPDX-License-Identifier: Apache-2.0

/// The protocol of port 4370, where this side calls the terminal and asks.
///
/// First the bytes, without input or output, clock or state: [muster.zk.pull.Packet],
/// [muster.zk.pull.TcpFraming], [muster.zk.pull.Commands], [muster.zk.pull.Replies],
/// [muster.zk.pull.CommKey], [muster.zk.pull.WireTime], [muster.zk.pull.FreeSizes],
/// [muster.zk.pull.OptionReply], [muster.zk.pull.UserTable], [muster.zk.pull.AttendanceTable],
/// [muster.zk.pull.OperationRecord], [muster.zk.pull.LiveEvent]. Whatever they are fed, they throw nothing
/// but [muster.zk.pull.ProtocolException].
///
/// Then the session over them: [muster.zk.pull.PullSettings], [muster.zk.pull.PullSession],
/// [muster.zk.pull.LiveListener], [muster.zk.pull.PullTraffic].
package muster.zk.pull;
