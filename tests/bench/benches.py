# SPDX-License-Identifier: Apache-2.0
"""Which bench measures which goal of docs/performance.md."""

import door

BENCHES = {
    "P1": door.p1,
    "P3": door.p3,
    "P4": door.p4,
    "P5": door.p5,
    "P14": door.p14,
}
