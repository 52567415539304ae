// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import muster.model.Sample;

/// Measured values: series of a measure and a subject, each in order of time. Used by one thread.
final class SampleTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "measure, subject, at, value";

    /// So many rows of a series are deleted at a time at most, so that no commit is long.
    static final int TRIMMED = 200;

    private final PreparedStatement upsert;
    private final PreparedStatement trim;

    SampleTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("INSERT INTO sample (" + COLUMNS + """
                ) VALUES (?, ?, ?, ?)
                ON CONFLICT (measure, subject, at) DO UPDATE SET value = excluded.value
                WHERE value <> excluded.value""");
        // the last one up to the moment still holds then, so it stays
        trim = connection.prepareStatement("""
                DELETE FROM sample WHERE measure = ?1 AND subject = ?2 AND at < min(
                    (SELECT max(at) FROM sample WHERE measure = ?1 AND subject = ?2 AND at <= ?3),
                    coalesce((SELECT at FROM sample WHERE measure = ?1 AND subject = ?2 ORDER BY at
                              LIMIT 1 OFFSET ?4), ?3))""");
    }

    /// Keeps values; of two for the same millisecond the later given one.
    ///
    /// @return how many rows were written
    int store(List<Sample> samples) throws SQLException {
        int written = 0;
        for (Sample sample : samples) {
            upsert.setString(1, sample.measure());
            upsert.setString(2, sample.subject());
            upsert.setLong(3, sample.at().toEpochMilli());
            upsert.setDouble(4, sample.value());
            written += upsert.executeUpdate();
        }
        return written;
    }

    /// Forgets what held no more at a moment: of each series up to [#TRIMMED] rows, the oldest first.
    ///
    /// @param series one sample of each, whichever
    /// @param before the moment, in milliseconds since 1970-01-01 UTC
    /// @return how many rows were deleted
    int trim(List<Sample> series, long before) throws SQLException {
        int deleted = 0;
        for (Sample one : series) {
            trim.setString(1, one.measure());
            trim.setString(2, one.subject());
            trim.setLong(3, before);
            trim.setInt(4, TRIMMED);
            deleted += trim.executeUpdate();
        }
        return deleted;
    }

    /// The sample of a row with [#COLUMNS].
    static Sample read(ResultSet row) throws SQLException {
        return new Sample(
                row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getDouble(4));
    }
}
