// SPDX-License-Identifier: Apache-2.0

/// The terminals' bytes: what they send by HTTP and what they get back.
///
/// Read in this order: [muster.zk.http.Listener] (the terminals' door), [muster.zk.http.RequestReader]
/// (near-HTTP made whole), [muster.zk.http.Request], [muster.zk.http.Service] (who answers),
/// [muster.zk.http.Reply]; then what the bodies say: [muster.zk.push.Dialect], [muster.zk.push.AttLog],
/// [muster.zk.push.OperLog], [muster.zk.push.AccessLog], and what is answered: [muster.zk.push.OptionBlock],
/// [muster.zk.push.CommandLines].
///
/// A module of its own, on nothing but `java.base`, because it knows no configuration, no journal and
/// no wall clock of its own: it can be fuzzed and replayed alone, and used by others as a library.
module muster.zk {
    exports muster.zk.http;
    exports muster.zk.push;
}
