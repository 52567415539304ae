// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An Excel workbook as small as one can be, made of what a test gives.
public final class Workbook {

    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private final Map<String, String> parts = new LinkedHashMap<>();

    /// One sheet, named `Branches`.
    ///
    /// @param sheetData the rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>branch</t></is></c></row>`
    public Workbook(String sheetData) {
        part("_rels/.rels", "<Relationships><Relationship Id='rId1' Type='" + TYPES
                + "officeDocument' Target='xl/workbook.xml'/></Relationships>");
        part("xl/workbook.xml", "<workbook xmlns:r='http://r/relationships'><sheets>"
                + "<sheet name='Old' sheetId='1' state='hidden' r:id='rId9'/>"
                + "<sheet name='Branches' sheetId='2' r:id='rId2'/></sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", "<Relationships>"
                + "<Relationship Id='rId9' Type='" + TYPES + "worksheet' Target='worksheets/sheet9.xml'/>"
                + "<Relationship Id='rId2' Type='" + TYPES + "worksheet' Target='/xl/worksheets/sheet2.xml'/>"
                + "<Relationship Id='rId3' Type='" + TYPES + "sharedStrings' Target='sharedStrings.xml'/>"
                + "</Relationships>");
        texts();
        part("xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + sheetData + "</sheetData></worksheet>");
    }

    /// A sheet whose cells are all texts.
    public static Workbook of(String[]... rows) {
        StringBuilder data = new StringBuilder();
        for (String[] row : rows) {
            data.append("<row>");
            for (String cell : row) {
                data.append(cell == null ? "<c/>" : "<c t='inlineStr'><is><t>" + cell + "</t></is></c>");
            }
            data.append("</row>");
        }
        return new Workbook(data.toString());
    }

    /// Gives it the texts that cells point at.
    ///
    /// @param items what stands between `<si>` and `</si>`
    Workbook texts(String... items) {
        StringBuilder all = new StringBuilder("<sst>");
        for (String item : items) {
            all.append("<si>").append(item).append("</si>");
        }
        return part("xl/sharedStrings.xml", all.append("</sst>").toString());
    }

    /// Puts a part in, or another in its place.
    Workbook part(String path, String xml) {
        parts.put(path, xml);
        return this;
    }

    Workbook without(String path) {
        parts.remove(path);
        return this;
    }

    /// The file.
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file.toByteArray();
    }
}
