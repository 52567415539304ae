// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The parts of an Office Open XML package (ECMA-376 part 2): a ZIP archive of XML files that name each
/// other in relationships. For one thread.
final class XlsxParts {

    /// A list of ten thousand branches has some 3 MB; a small archive can be made to unpack to anything.
    private static final int LARGEST = 32 << 20;

    /// A workbook has some twenty parts, and one with many sheets some hundreds.
    private static final int MOST_PARTS = 10_000;

    /// A sheet has seven levels of elements; a reader remembers every one that is open.
    private static final int DEEPEST = 100;

    /// A part that another one points at.
    ///
    /// @param type the last word of its kind: `worksheet`, `sharedStrings`
    record Relationship(String type, String target) {}

    private final Map<String, byte[]> parts = new HashMap<>();
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    private XlsxParts() {
        // nothing in the file may make us read another
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty("jdk.xml.maxElementDepth", Integer.toString(DEEPEST));
    }

    /// Unpacks what is XML.
    static XlsxParts of(InputStream file) throws IOException, UnreadableFile {
        XlsxParts all = new XlsxParts();
        int left = LARGEST;
        int count = 0;
        ZipInputStream zip = new ZipInputStream(file);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw tooMuch("it unpacks to more than " + (LARGEST >> 20) + " MB");
                }
                if (++count > MOST_PARTS) {
                    throw tooMuch("it has more than " + MOST_PARTS + " parts");
                }
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    all.parts.put(entry.getName(), bytes);
                }
            }
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            throw damaged();
        }
        return all;
    }

    /// A reader of a part.
    XMLStreamReader open(String path) throws UnreadableFile, XMLStreamException {
        byte[] bytes = parts.get(path);
        if (bytes == null) {
            throw damaged();
        }
        return xml.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    /// What a part points at, by id, in the order it stands there.
    ///
    /// @param path the part; empty for the package itself
    Map<String, Relationship> relationships(String path) throws UnreadableFile, XMLStreamException {
        int name = path.lastIndexOf('/') + 1;
        XMLStreamReader reader = open(path.substring(0, name) + "_rels/" + path.substring(name) + ".rels");
        Map<String, Relationship> found = new LinkedHashMap<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("Relationship")) {
                String type = attribute(reader, "Type");
                found.put(attribute(reader, "Id"), new Relationship(
                        type.substring(type.lastIndexOf('/') + 1), resolved(path, attribute(reader, "Target"))));
            }
        }
        return found;
    }

    private static String resolved(String path, String target) {
        try {
            return URI.create("/" + path).resolve(target).getPath().substring(1);
        } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
            // a link to a web page that is none; nobody will ask for this part
            return "";
        }
    }

    /// An attribute by its name without prefix; empty when there is none. Namespaces differ between the two
    /// editions of the format.
    static String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /// What a small archive can be made to hold.
    static UnreadableFile tooMuch(String what) {
        return new UnreadableFile(what, "save the sheet with this list alone, or as CSV");
    }

    static UnreadableFile damaged() {
        return new UnreadableFile("it is no Excel workbook (.xlsx), or it is damaged",
                "open it in a spreadsheet and save it as .xlsx or CSV");
    }
}
