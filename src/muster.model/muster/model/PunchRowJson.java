// SPDX-License-Identifier: Apache-2.0
package muster.model;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/// Writes rows of punches member by member, in half of Gson's own time: pages, exports and webhooks are made of them.
/// They are read as everything else is. Thread-safe.
final class PunchRowJson implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return type.getRawType() == PunchRow.class
                ? (TypeAdapter<T>) new Adapter(
                        (TypeAdapter<PunchRow>) gson.getDelegateAdapter(this, type), gson.getAdapter(CheckIn.class))
                : null;
    }

    private static final class Adapter extends TypeAdapter<PunchRow> {

        private final TypeAdapter<PunchRow> reading;
        private final TypeAdapter<CheckIn> checkIns;

        Adapter(TypeAdapter<PunchRow> reading, TypeAdapter<CheckIn> checkIns) {
            this.reading = reading;
            this.checkIns = checkIns;
        }

        @Override
        public PunchRow read(JsonReader in) throws IOException {
            return reading.read(in);
        }

        @Override
        public void write(JsonWriter out, PunchRow row) throws IOException {
            if (row == null) {
                out.nullValue();
                return;
            }
            out.beginObject();
            out.name("seq").value(row.seq());
            text(out, "source", word(row.source()));
            text(out, "terminal", row.terminal());
            text(out, "terminal_name", row.terminalName());
            text(out, "pin", row.pin());
            text(out, "person_name", row.personName());
            text(out, "local_time", row.localTime());
            text(out, "time", row.time() == null ? null : LocalTimes.text(row.time()));
            text(out, "zone", row.zone());
            text(out, "zone_from", word(row.zoneFrom()));
            text(out, "fit", word(row.fit()));
            text(out, "received_at", row.receivedAt() == null ? null : LocalTimes.text(row.receivedAt()));
            number(out, "state", row.state());
            text(out, "state_name", row.stateName());
            number(out, "verify_mode", row.verifyMode());
            text(out, "verify_mode_name", row.verifyModeName());
            text(out, "work_code", row.workCode());
            text(out, "raw", row.raw() == null ? null : row.raw().toString());
            if (row.checkIn() != null) {
                checkIns.write(out.name("check_in"), row.checkIn());
            }
            out.endObject();
        }

        private static String word(Enum<?> constant) {
            return constant == null ? null : Json.word(constant);
        }

        private static void text(JsonWriter out, String name, String value) throws IOException {
            if (value != null) {
                out.name(name).value(value);
            }
        }

        private static void number(JsonWriter out, String name, Integer value) throws IOException {
            if (value != null) {
                out.name(name).value(value.intValue());
            }
        }
    }
}
