// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.convex;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import muster.app.sink.Outgoing;
import muster.model.CheckIn;

/// Writes what a Convex backend reads (product.md section 5.1): members as they are spelt there, times as numbers of
/// milliseconds since 1970, no member for what is not known.
final class ConvexBody {

    private ConvexBody() {}

    /// Of the dialect that has a bearer's key: check-ins for one event.
    static JsonObject bearer(String event, List<Outgoing> records) {
        JsonArray list = new JsonArray();
        for (Outgoing record : records) {
            JsonObject one = new JsonObject();
            one.addProperty("bleUuid", record.pin());
            one.addProperty("checkInTime", millis(record));
            one.addProperty("scannerId", record.row().terminal());
            list.add(one);
        }
        JsonObject body = new JsonObject();
        body.addProperty("eventId", event);
        body.add("records", list);
        return body;
    }

    /// Of the dialect that has an API key: check-ins for any events.
    static JsonObject keyed(List<Outgoing> records) {
        JsonArray list = new JsonArray();
        for (Outgoing record : records) {
            CheckIn checkIn = record.row().checkIn();
            JsonObject one = new JsonObject();
            one.addProperty("bleUuid", record.pin());
            one.addProperty("eventId", checkIn.event());
            one.addProperty("timestamp", millis(record));
            one.addProperty("scannerSource", record.row().terminal());
            if (checkIn.rssi() != null) {
                one.addProperty("rssi", checkIn.rssi());
            }
            if (checkIn.deviceName() != null) {
                one.addProperty("deviceName", checkIn.deviceName());
            }
            list.add(one);
        }
        JsonObject body = new JsonObject();
        body.add("records", list);
        return body;
    }

    private static long millis(Outgoing record) {
        return record.time().toInstant().toEpochMilli();
    }
}
