// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.List;

/// A configuration that cannot be used: every mistake in it, together.
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public ConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /// One line each: where, what, allowed, and the nearest known key where it helps.
    public List<String> mistakes() {
        return mistakes;
    }
}
