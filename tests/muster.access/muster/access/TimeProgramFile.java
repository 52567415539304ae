// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.Column;
import com.healthmarketscience.jackcess.ColumnBuilder;
import com.healthmarketscience.jackcess.DataType;
import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.DateTimeType;
import com.healthmarketscience.jackcess.IndexBuilder;
import com.healthmarketscience.jackcess.Row;
import com.healthmarketscience.jackcess.TableBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An att2000.mdb as a time program makes it, in two versions (product.md section 5.7).
final class TimeProgramFile {

    private TimeProgramFile() {}

    /// The newer version: serials, notes and machine ids; Ada is badge 1 with USERID 1, Bo is badge 0042 with 2.
    static Path newer(Path folder) throws IOException {
        return make(folder, true, true);
    }

    /// The older one: neither serials nor notes, the work code a text, the sensor all that tells of the terminal.
    ///
    /// @param key whether CHECKINOUT has its key
    static Path older(Path folder, boolean key) throws IOException {
        return make(folder, false, key);
    }

    private static Path make(Path folder, boolean late, boolean key) throws IOException {
        Path file = folder.resolve("att2000.mdb");
        try (Database database = DatabaseBuilder.create(Database.FileFormat.V2000, file.toFile())) {
            TableBuilder people = new TableBuilder("USERINFO")
                    .addColumn(new ColumnBuilder("USERID", DataType.LONG).setAutoNumber(true))
                    .addColumn(text("Badgenumber", 24))
                    .addColumn(text("Name", 40))
                    .addColumn(new ColumnBuilder("DEFAULTDEPTID", DataType.INT))
                    .setPrimaryKey("USERID");
            var table = people.toTable(database);
            table.addRow(Column.AUTO_NUMBER, "1", "Ada", 1);
            table.addRow(Column.AUTO_NUMBER, "0042", "Bo", 1);
            machines(late).toTable(database);
            punches(late, key).toTable(database);
        }
        return file;
    }

    private static TableBuilder machines(boolean late) {
        TableBuilder machines = new TableBuilder("Machines")
                .addColumn(new ColumnBuilder("ID", DataType.LONG).setAutoNumber(true))
                .addColumn(text("MachineAlias", 20))
                .addColumn(new ColumnBuilder("Port", DataType.LONG))
                .addColumn(new ColumnBuilder("MachineNumber", DataType.LONG))
                .setPrimaryKey("ID");
        return late ? machines.addColumn(text("sn", 20)) : machines;
    }

    private static TableBuilder punches(boolean late, boolean key) {
        TableBuilder punches = new TableBuilder("CHECKINOUT")
                .addColumn(new ColumnBuilder("USERID", DataType.LONG))
                .addColumn(new ColumnBuilder("CHECKTIME", DataType.SHORT_DATE_TIME))
                .addColumn(text("CHECKTYPE", 1))
                .addColumn(new ColumnBuilder("VERIFYCODE", DataType.LONG))
                .addColumn(text("SENSORID", 5));
        if (late) {
            punches.addColumn(new ColumnBuilder("MachineId", DataType.LONG))
                    .addColumn(text("Memoinfo", 30))
                    .addColumn(new ColumnBuilder("WorkCode", DataType.LONG))
                    .addColumn(text("sn", 20))
                    .addColumn(new ColumnBuilder("UserExtFmt", DataType.INT));
        } else {
            punches.addColumn(text("WorkCode", 24));
        }
        return key
                ? punches.addIndex(new IndexBuilder(IndexBuilder.PRIMARY_KEY_NAME)
                        .addColumns("USERID", "CHECKTIME").setPrimaryKey())
                : punches;
    }

    private static ColumnBuilder text(String name, int length) {
        return new ColumnBuilder(name, DataType.TEXT).setLengthInUnits(length);
    }

    /// The rows of a table as another program finds them.
    static List<Row> rows(Path file, String table) throws IOException {
        try (Database database = open(file)) {
            List<Row> rows = new ArrayList<>();
            database.getTable(table).forEach(rows::add);
            return rows;
        }
    }

    /// Adds a row as the time program does.
    static void add(Path file, String table, Map<String, Object> row) throws IOException {
        try (Database database = open(file)) {
            database.getTable(table).addRowFromMap(new HashMap<>(row));
        }
    }

    private static Database open(Path file) throws IOException {
        Database database = DatabaseBuilder.open(file.toFile());
        database.setDateTimeType(DateTimeType.LOCAL_DATE_TIME);
        return database;
    }
}
