// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.phone;

import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.model.Json;
import muster.model.Sighting;

/// Recorded sightings, one JSON object a line with its moment in `at`, played at their own pace. For one thread.
public final class Recording {

    private final BufferedReader lines;
    private Instant first;
    private Sighting next;
    private long line;

    /// Nothing is read yet.
    public Recording(BufferedReader lines) {
        this.lines = lines;
    }

    /// What was heard up to a time after the begin of the recording, once; each marked as heard now.
    ///
    /// @throws IOException if the file cannot be read, or a line is no sighting; the message names the line
    public List<Sighting> until(Duration since) throws IOException {
        List<Sighting> heard = new ArrayList<>();
        for (Sighting sighting = peek(); sighting != null && !offset(sighting).minus(since).isPositive();
                sighting = peek()) {
            heard.add(now(sighting));
            next = null;
        }
        return heard;
    }

    /// Whether everything was played.
    public boolean isOver() throws IOException {
        return peek() == null;
    }

    private Duration offset(Sighting sighting) {
        return Duration.between(first, sighting.at());
    }

    private Sighting peek() throws IOException {
        while (next == null) {
            String text = lines.readLine();
            if (text == null) {
                return null;
            }
            line++;
            if (!text.isBlank()) {
                next = parse(text);
                first = first == null ? next.at() : first;
            }
        }
        return next;
    }

    private Sighting parse(String text) throws IOException {
        try {
            Sighting sighting = Json.parse(text, Sighting.class);
            if (sighting.at() == null) {
                throw new IOException("line " + line + " does not say when: at is missing");
            }
            return sighting;
        } catch (JsonParseException e) {
            throw new IOException("line " + line + " is no sighting: " + e.getMessage(), e);
        }
    }

    private static Sighting now(Sighting s) {
        return new Sighting(
                null, s.adapter(), s.address(), s.rssi(), s.name(), s.serviceUuids(), s.serviceData(),
                s.manufacturerData());
    }
}
