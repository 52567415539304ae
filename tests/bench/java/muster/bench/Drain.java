// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The bare clients of P13: they write what a sink wrote, in the same batches, and read no journal, keep no cursor.
///
/// Takes an order a line: `sql URL TABLE BATCH` copies a table into an empty one like it, `http URL COUNT SIZE` posts
/// so many bodies one after the other. Answers each with the seconds it took.
final class Drain {

    public static void main(String[] words) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            double seconds = order[0].equals("sql")
                    ? sql(order[1], order[2], Integer.parseInt(order[3]))
                    : http(URI.create(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
            System.out.println("{\"seconds\": " + seconds + "}");
            System.out.flush();
        }
    }

    private static double sql(String url, String table, int batch) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bare");
            statement.execute("CREATE TABLE bare (LIKE " + table + " INCLUDING ALL)");
            List<String[]> rows = rows(statement, table);
            int width = rows.getFirst().length;
            connection.setAutoCommit(false);
            String values = String.join(", ", Collections.nCopies(width, "?"));
            long begin = System.nanoTime();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO bare VALUES (" + values + ") ON CONFLICT DO NOTHING")) {
                for (int done = 0; done < rows.size(); done += batch) {
                    for (String[] row : rows.subList(done, Math.min(rows.size(), done + batch))) {
                        for (int i = 0; i < width; i++) {
                            insert.setString(i + 1, row[i]);
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static List<String[]> rows(Statement statement, String table) throws Exception {
        List<String[]> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
            int width = found.getMetaData().getColumnCount();
            while (found.next()) {
                String[] row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = found.getString(i + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static double http(URI url, int count, int size) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(size)))
                .build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
