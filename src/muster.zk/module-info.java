// SPDX-License-Identifier: Apache-2.0

/// The terminals' bytes: what they send by HTTP and what they get back, and what they are asked on port 4370.
///
/// Read in this order: [muster.zk.http.Listener] (the terminals' door), [muster.zk.http.RequestReader]
/// (near-HTTP made whole), [muster.zk.http.Request], [muster.zk.http.Service] (who answers),
/// [muster.zk.http.Reply]; then what the bodies say: [muster.zk.push.Dialect], [muster.zk.push.AttLog],
/// [muster.zk.push.OperLog], [muster.zk.push.AccessLog], and what is answered: [muster.zk.push.OptionBlock],
/// [muster.zk.push.CommandLines].
///
/// The other way round, where this side calls the terminal on port 4370: [muster.zk.pull.PullSession], and
/// beneath it the packets, [muster.zk.pull.Packet] and [muster.zk.pull.TcpFraming].
///
/// A module of its own, on nothing but `java.base`, because it knows no configuration, no journal and
/// no wall clock of its own: it can be fuzzed and replayed alone, and used by others as a library.
module muster.zk {
    exports muster.zk.http;
    exports muster.zk.pull;
    exports muster.zk.push;
}
