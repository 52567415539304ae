# SPDX-License-Identifier: Apache-2.0
"""Which bench measures which goal of docs/performance.md."""

import door
import journal
import streams

BENCHES = {
    "P1": door.p1,
    "P2": journal.p2,
    "P3": door.p3,
    "P4": door.p4,
    "P5": door.p5,
    "P6": streams.p6,
    "P14": door.p14,
}
