// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Names of people and files come out as they are: the locale is a UTF-8 one.
final class LocaleCheck implements Check {

    private static final String AREA = "locale";

    private final String encoding;

    LocaleCheck() {
        this(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /// @param encoding what this machine's file names are in
    LocaleCheck(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public List<Finding> run(Patient patient) {
        String locale = variable(patient, "LC_ALL", variable(patient, "LC_CTYPE", variable(patient, "LANG", "")));
        if (StandardCharsets.UTF_8.equals(charset())) {
            return List.of(Finding.ok(AREA, locale.isEmpty() ? "UTF-8" : locale));
        }
        return List.of(Finding.warning(AREA, "the locale is " + (locale.isEmpty() ? "not set" : locale)
                + " (" + encoding + "): names that are not English come out as ??? and files with such names"
                + " cannot be opened",
                "export LANG=C.UTF-8"));
    }

    private Charset charset() {
        return Charset.isSupported(encoding) ? Charset.forName(encoding) : null;
    }

    private static String variable(Patient patient, String name, String otherwise) {
        String value = patient.environment().getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
