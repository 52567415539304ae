// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What became of an import. Immutable.
///
/// @param stored new punches
/// @param duplicates punches the journal had already
/// @param variants punches the journal had by another way, with a different state or verify mode
/// @param quarantined records with an impossible time, held
public record ImportResult(long stored, long duplicates, long variants, long quarantined) {

    /// Both together.
    public ImportResult plus(ImportResult other) {
        return new ImportResult(
                stored + other.stored,
                duplicates + other.duplicates,
                variants + other.variants,
                quarantined + other.quarantined);
    }
}
