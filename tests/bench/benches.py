# SPDX-License-Identifier: Apache-2.0
"""Which bench measures which goal of docs/performance.md."""

import door
import footprint
import journal
import micro
import queries
import radio
import sinks
import streams
import terminals

BENCHES = {
    "P1": door.p1,
    "P2": journal.p2,
    "P3": door.p3,
    "P4": door.p4,
    "P5": door.p5,
    "P6": streams.p6,
    "P7": terminals.p7,
    "P8": terminals.p8,
    "P9": terminals.p9,
    "P10": footprint.p10,
    "P11": footprint.p11,
    "P12": queries.p12,
    "P13": sinks.p13,
    "P14": lambda bench: (door.p14(bench), footprint.image_size(bench)),
    "BLE": radio.ble,
    "JMH": micro.jmh,
}
