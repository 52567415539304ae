// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.CheckInResult;
import muster.model.GatheringList;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.PunchPage;
import muster.model.PunchRow;
import muster.model.ScannerStatus;
import org.junit.jupiter.api.Assertions;

/// An event of a muster, through its API.
record OpenEvent(Muster muster, String id) {

    /// Makes an event and starts it.
    static OpenEvent begin(Muster muster, String id) throws Exception {
        JsonObject body = new JsonObject();
        body.addProperty("id", id);
        body.addProperty("name", "Event " + id);
        HttpResponse<String> made = muster.post("/api/gatherings", body.toString());
        Assertions.assertEquals(201, made.statusCode(), made::body);
        OpenEvent event = new OpenEvent(muster, id);
        event.does("start");
        return event;
    }

    /// `select`, `start`, `stop` or `end`.
    GatheringStatus does(String act) throws Exception {
        HttpResponse<String> answer = muster.post(path() + "/" + act, "");
        Assertions.assertEquals(200, answer.statusCode(), answer::body);
        return Json.parse(answer.body(), GatheringStatus.class);
    }

    private String path() {
        return "/api/gatherings/" + id;
    }

    /// How it goes.
    GatheringStatus status() throws Exception {
        return muster.get(path(), GatheringStatus.class);
    }

    /// Everybody, page by page.
    List<Attendee> attendees() throws Exception {
        List<Attendee> all = new ArrayList<>();
        for (String after = ""; after != null; ) {
            String from = after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
            AttendeePage page = muster.get(path() + "/attendance?limit=100" + from, AttendeePage.class);
            all.addAll(page.attendees());
            after = page.next();
        }
        return all;
    }

    /// How one person stands; fails the test if the event does not know the person.
    Attendee attendee(String pin) throws Exception {
        return attendees().stream().filter(one -> one.pin().equals(pin)).findFirst().orElseThrow();
    }

    /// Its punches in the order of the journal.
    List<PunchRow> punches() throws Exception {
        List<PunchRow> all = new ArrayList<>();
        for (Long cursor = 0L; cursor != null; ) {
            String from = cursor == 0 ? "" : "&cursor=" + cursor;
            PunchPage page =
                    muster.get("/api/punches?order=oldest&limit=1000&event=" + id + from, PunchPage.class);
            all.addAll(page.punches());
            cursor = page.next();
        }
        return all;
    }

    /// The people of its punches, sorted; whoever has two is there twice.
    List<String> people() throws Exception {
        return punches().stream().map(PunchRow::pin).sorted().toList();
    }

    /// Checks a person in as a program at the door does.
    CheckInResult checkIn(String pin, String key) throws Exception {
        JsonObject body = new JsonObject();
        body.addProperty("pin", pin);
        body.addProperty("method", "qr");
        body.addProperty("key", key);
        HttpResponse<String> answer = muster.post("/api/punches", body.toString());
        Assertions.assertEquals(2, answer.statusCode() / 100, answer::body);
        return Json.parse(answer.body(), CheckInResult.class);
    }

    static GatheringList list(Muster muster) throws Exception {
        return muster.get("/api/gatherings", GatheringList.class);
    }

    static ScannerStatus scanner(Muster muster) throws Exception {
        return muster.get("/api/scanner", ScannerStatus.class);
    }
}
