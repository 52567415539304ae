// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// How hard the journal presses on the disk before it says that a fact is kept.
public enum Synchronous {
    /// Every commit waits until the disk has it: what was acknowledged survives a power cut.
    FULL,
    /// Only checkpoints wait for the disk: faster, survives a crash of the program, but a power cut can
    /// take the last seconds although they were acknowledged.
    NORMAL
}
