// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.fuzz.Claim;
import muster.model.RosterList.Listed;

/// Lists of people and of branches: the input is a CSV file, or an Excel workbook; one that begins with `<` is the
/// sheet of a workbook, which no chance would ever pack into an archive.
public final class PeopleListsFuzz {

    private PeopleListsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        byte[] file = bytes.length > 0 && bytes[0] == '<' ? workbook(bytes) : bytes;
        try {
            people(PeopleFile.read(new ByteArrayInputStream(file)));
        } catch (UnreadableFile expected) {
            Claim.told(expected);
        }
        try {
            BranchFile branches = BranchFile.open(new ByteArrayInputStream(file));
            Claim.that(!branches.reading().isEmpty() && branches.passedOver() != null, "nothing to show");
            long rows = 0;
            for (BranchRow row = branches.next(); row != null; row = branches.next()) {
                rows++;
            }
            Claim.that(rows <= bytes.length, "more rows than bytes");
        } catch (UnreadableFile expected) {
            Claim.told(expected);
        }
    }

    private static void people(List<Listed> people) {
        Set<String> pins = new HashSet<>();
        for (Listed each : people) {
            Claim.that(pins.add(each.pin()), "a person twice");
            Claim.that(!each.pin().isEmpty() && each.pin().length() <= 128, "an id that is none");
        }
    }

    private static byte[] workbook(byte[] sheet) throws IOException {
        String text = new String(sheet, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        Workbook book = new Workbook(end < 0 ? text : text.substring(0, end));
        return (end < 0 ? book : book.texts(text.substring(end + 1).split("\0"))).bytes();
    }
}
