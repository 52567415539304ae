// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import muster.app.file.XlsxParts.Relationship;

/// The table on the first visible sheet of an Excel workbook (ECMA-376 part 1, chapter 18). Formulas count
/// with the value they had when the file was saved. For one thread.
final class XlsxGrid implements Grid {

    private static final int MOST_TEXTS = 1_000_000;

    private final String sheet;
    private final Iterator<GridRow> rows;

    private XlsxGrid(String sheet, List<GridRow> rows) {
        this.sheet = sheet;
        this.rows = rows.iterator();
    }

    static XlsxGrid open(InputStream file) throws IOException, UnreadableFile {
        XlsxParts parts = XlsxParts.of(file);
        try {
            String workbook = target(parts.relationships(""), kind -> kind.type().equals("officeDocument"));
            Map<String, Relationship> below = parts.relationships(workbook);
            List<String> texts = new ArrayList<>();
            if (below.values().stream().anyMatch(part -> part.type().equals("sharedStrings"))) {
                texts = texts(parts.open(target(below, part -> part.type().equals("sharedStrings"))));
            }
            XMLStreamReader book = parts.open(workbook);
            if (!toFirstSheet(book)) {
                throw XlsxParts.damaged();
            }
            Relationship part = below.get(XlsxParts.attribute(book, "id"));
            String name = XlsxParts.attribute(book, "name");
            return new XlsxGrid(name, new XlsxSheet(texts).rows(parts.open(part == null ? "" : part.target())));
        } catch (XMLStreamException | NumberFormatException e) {
            throw XlsxParts.damaged();
        }
    }

    private static String target(Map<String, Relationship> parts, Predicate<Relationship> wanted)
            throws UnreadableFile {
        return parts.values().stream().filter(wanted).findFirst().orElseThrow(XlsxParts::damaged).target();
    }

    private static boolean toFirstSheet(XMLStreamReader book) throws XMLStreamException {
        while (book.hasNext()) {
            if (book.next() == XMLStreamConstants.START_ELEMENT
                    && book.getLocalName().equals("sheet")
                    && !XlsxParts.attribute(book, "state").endsWith("idden")) {
                return true;
            }
        }
        return false;
    }

    /// The texts that cells point at.
    private static List<String> texts(XMLStreamReader reader) throws XMLStreamException, UnreadableFile {
        List<String> texts = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("si")) {
                // stripped once: every cell that points here would else hold a copy of its own
                texts.add(XlsxSheet.text(reader).strip());
                if (texts.size() > MOST_TEXTS) {
                    throw XlsxParts.tooMuch("it has more than " + MOST_TEXTS + " texts");
                }
            }
        }
        return texts;
    }

    @Override
    public GridRow next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public String kind() {
        return "the sheet \"" + sheet + "\"";
    }
}
