/* SPDX-License-Identifier: Apache-2.0 */
/* usage: append FILE BATCH ROWS FIRST     the reference of P2, made and started by tests/bench/run
 *
 * Appends ROWS punches, numbered from FIRST, to a journal that muster made, BATCH to a transaction, with the settings
 * muster has, and fills its blocks as muster does. Prints seconds and the bytes the kernel counted as written. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = 8192, A_SECOND = 50, TERMINALS = 16 };

static sqlite3 *db;

static void check(int code, int wanted) {
    if (code != wanted) {
        fprintf(stderr, "append: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    return statement;
}

static void step(sqlite3_stmt *statement) {
    check(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

static long written(void) {
    long bytes = 0;
    char line[100];
    FILE *io = fopen("/proc/self/io", "r");
    while (io && fgets(line, sizeof line, io)) sscanf(line, "write_bytes: %ld", &bytes);
    if (io) fclose(io);
    return bytes;
}

int main(int count, char **words) {
    if (count != 5) return 2;
    long batch = atol(words[2]), rows = atol(words[3]), first = atol(words[4]);
    check(sqlite3_open(words[1], &db), SQLITE_OK);
    check(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;",
                       NULL, NULL, NULL), SQLITE_OK);
    sqlite3_stmt *begin = prepared("BEGIN"), *commit = prepared("COMMIT");
    sqlite3_stmt *insert = prepared(
        "INSERT INTO punch (local_time, terminal, pin, state, verify_mode, seq, source, instant, reading, received_at,"
        " work_code, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (local_time, terminal, pin, state, verify_mode) DO NOTHING");
    sqlite3_stmt *fill[] = {
        prepared("INSERT INTO block SELECT ?1, min(local_time), max(local_time) FROM punch"
                 " WHERE seq BETWEEN ?2 AND ?3"),
        prepared("INSERT INTO block_terminal SELECT DISTINCT terminal, ?1 FROM punch WHERE seq BETWEEN ?2 AND ?3"),
        prepared("INSERT INTO block_pin SELECT ?1, pin, seq FROM punch WHERE seq BETWEEN ?2 AND ?3 ORDER BY pin, seq")};
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    long begun = written();
    char local[32], pin[24], raw[80];
    for (long number = first; number < first + rows;) {
        step(begin);
        long end = number + batch < first + rows ? number + batch : first + rows;
        for (; number < end; number++) {
            time_t moment = 1767225600 + number / A_SECOND;
            struct tm parts;
            gmtime_r(&moment, &parts);
            strftime(local, sizeof local, "%Y-%m-%d %H:%M:%S", &parts);
            int digits = snprintf(pin, sizeof pin, "%ld", 1000 + number % 2000);
            int length = snprintf(raw, sizeof raw, "%s\t%s\t0\t1\t0\t0\t0", pin, local);
            sqlite3_bind_text(insert, 1, local, 19, SQLITE_STATIC);
            sqlite3_bind_int(insert, 2, 1 + number % TERMINALS);
            sqlite3_bind_text(insert, 3, pin, digits, SQLITE_STATIC);
            sqlite3_bind_int(insert, 4, 0);
            sqlite3_bind_int64(insert, 5, 1);
            sqlite3_bind_int64(insert, 6, number);
            sqlite3_bind_int(insert, 7, 1);
            sqlite3_bind_int64(insert, 8, moment);
            sqlite3_bind_int(insert, 9, 1);
            sqlite3_bind_int64(insert, 10, 1000 * (long)moment + 500);
            sqlite3_bind_null(insert, 11);
            sqlite3_bind_blob(insert, 12, raw, length, SQLITE_STATIC);
            step(insert);
            if (number % BLOCK == BLOCK - 1) {
                for (int i = 0; i < 3; i++) {
                    sqlite3_bind_int64(fill[i], 1, number / BLOCK);
                    sqlite3_bind_int64(fill[i], 2, number / BLOCK * BLOCK);
                    sqlite3_bind_int64(fill[i], 3, number);
                    step(fill[i]);
                }
            }
        }
        step(commit);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("{\"seconds\": %.6f, \"punches\": %ld, \"written\": %ld, \"cpu\": %.6f}\n",
           to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) / 1e9, rows, written() - begun,
           (double)clock() / CLOCKS_PER_SEC);
    return 0;
}
