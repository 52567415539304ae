// SPDX-License-Identifier: Apache-2.0

/// What terminals send by push and what they are answered: bytes to values, values to bytes. No input or
/// output, no clock, no state; nothing here throws at bytes from outside.
///
/// Reading order: [muster.zk.push.Dialect], [muster.zk.push.TableName], [muster.zk.push.AttLog],
/// [muster.zk.push.OperLog], [muster.zk.push.AccessLog], [muster.zk.push.OptionBlock],
/// [muster.zk.push.CommandLines], [muster.zk.push.CommandResults], [muster.zk.push.Redaction].
package muster.zk.push;
