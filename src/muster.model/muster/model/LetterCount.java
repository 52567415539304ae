// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// How many dead letters something was done with. Immutable.
public record LetterCount(int letters) {}
