// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.file.Grid.BrokenRow;
import muster.app.file.Grid.GridRow;
import muster.model.RosterList.Listed;

/// A list of people, CSV or Excel (.xlsx): a column for the id and, if there is one, a column for the name. For one
/// thread.
public final class PeopleFile {

    /// Of several in one head the first that is here counts: `No.` is often a mere row number.
    private static final List<String> IDS = List.of("pin", "bleuuid", "uuid", "deviceuuid", "userid", "badge",
            "badgenumber", "uid", "personid", "employeeid", "employeecode", "studentid", "id", "person", "code",
            "number", "device", "no");
    private static final Set<String> NAMES = Set.of("name", "fullname", "personname", "participant", "employeename",
            "studentname", "displayname");
    private static final int LONGEST_ID = 128;

    /// One text of a workbook can be the name on a hundred thousand rows.
    private static final int LONGEST_NAME = 256;

    private final Grid grid;
    private final Map<String, Listed> people = new LinkedHashMap<>();
    private int id = 0;
    private int name = -1;

    private PeopleFile(Grid grid) {
        this.grid = grid;
    }

    /// Reads a list. The first row names the columns; a file without such a row is a list of ids alone, one a row.
    ///
    /// @return each person once, in the order of the file
    /// @throws UnreadableFile if it is no such list; nothing of it should be used then
    public static List<Listed> read(InputStream file) throws IOException, UnreadableFile {
        BufferedInputStream in = new BufferedInputStream(file, Sample.SIZE);
        Sample sample = Sample.of(in);
        sample.refuseNoText();
        if (sample.compound() || !sample.archive() && sample.binary()) {
            throw new UnreadableFile("it is neither CSV nor .xlsx", "save the sheet as .xlsx or CSV");
        }
        Grid grid = sample.archive() ? XlsxGrid.open(in) : new CsvGrid(sample.reader(in), sample.separator());
        return new PeopleFile(grid).read();
    }

    private List<Listed> read() throws IOException, UnreadableFile {
        try {
            GridRow first = grid.next();
            if (first != null && !isHead(first.cells())) {
                if (first.cells().size() > 1 || name >= 0) {
                    throw new UnreadableFile("its first row names no column for the people's ids",
                            "name the columns in the first row: pin, name");
                }
                take(first);
            }
            for (GridRow row = grid.next(); row != null; row = grid.next()) {
                take(row);
            }
        } catch (BrokenRow e) {
            throw new UnreadableFile("line " + e.line() + " cannot be read: " + e.getMessage(),
                    "mend it and try again");
        }
        return List.copyOf(people.values());
    }

    private boolean isHead(List<String> cells) {
        List<String> keys = cells.stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""))
                .toList();
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (NAMES.contains(keys.get(i))) {
                name = i;
            }
        }
        Optional<String> found = IDS.stream().filter(keys::contains).findFirst();
        id = found.map(keys::indexOf).orElse(0);
        return found.isPresent();
    }

    private void take(GridRow row) throws UnreadableFile {
        if (row.wrong().containsKey(id)) {
            throw new UnreadableFile("line " + row.line() + ": its id is no text: " + row.wrong().get(id),
                    "mend it and try again; nothing was changed");
        }
        String pin = cell(row, id);
        if (pin.isEmpty() || pin.length() > LONGEST_ID) {
            throw new UnreadableFile("line " + row.line() + " has no id of 1 to " + LONGEST_ID + " characters",
                    "mend it and try again; nothing was changed");
        }
        String person = name < 0 ? "" : cell(row, name);
        if (person.length() > LONGEST_NAME) {
            throw new UnreadableFile("line " + row.line() + " has a name of more than " + LONGEST_NAME + " characters",
                    "mend it and try again; nothing was changed");
        }
        people.merge(pin, new Listed(pin, person.isEmpty() ? null : person), (before, again) ->
                again.name() == null ? before : again);
    }

    private static String cell(GridRow row, int place) {
        return place < row.cells().size() ? row.cells().get(place) : "";
    }
}
