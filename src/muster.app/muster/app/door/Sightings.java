// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.ble.Advertisement;
import muster.model.Sighting;
import muster.model.SightingBatch;

/// Advertisements as lines of JSON, and back: what a recording, another scanner or a simulation tells.
public final class Sightings {

    /// How many sightings a batch may have.
    public static final int BATCH = 10_000;

    private static final String BASE = "-0000-1000-8000-00805f9b34fb";
    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{4}|[0-9a-f]{8}");
    private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// Longer than any name or address there is.
    private static final int TEXT = 255;

    /// The longest advertisement there can be (Core Specification vol. 4 part E section 7.8.54).
    private static final int BYTES = 1650;

    private static final int ITEMS = 64;
    private static final Duration LONGEST = Duration.ofDays(1);

    private Sightings() {}

    /// The advertisements of a batch. The newest is taken for heard now, the others for as much earlier as their times
    /// are apart: the sender's clock need not agree with ours. One without a time was heard now.
    ///
    /// @param nanos now, by the monotonic clock
    /// @throws IllegalArgumentException if a value is no such thing; the message names the sighting and the field
    public static List<Advertisement> advertisements(SightingBatch batch, long nanos) {
        List<Sighting> sightings = batch.sightings();
        if (sightings == null || sightings.size() > BATCH) {
            throw new IllegalArgumentException("sightings: a list of at most " + BATCH + " is needed.");
        }
        Instant newest = sightings.stream()
                .filter(Objects::nonNull)
                .map(Sighting::at)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        List<Advertisement> advertisements = new ArrayList<>(sightings.size());
        for (int i = 0; i < sightings.size(); i++) {
            try {
                Sighting sighting = sightings.get(i);
                require(sighting != null, "is null; a sighting is needed");
                advertisements.add(advertisement(sighting, nanos - earlier(sighting.at(), newest)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("sightings[" + i + "] " + e.getMessage() + ".", e);
            }
        }
        return advertisements;
    }

    private static long earlier(Instant at, Instant newest) {
        if (at == null) {
            return 0;
        }
        Duration time = Duration.between(at, newest);
        return (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
    }

    /// One advertisement. UUIDs may be short (16 or 32 bits), without dashes and in capitals.
    ///
    /// @param nanos when it was heard, by the monotonic clock
    /// @throws IllegalArgumentException if a value is no such thing; the message names the field
    static Advertisement advertisement(Sighting sighting, long nanos) {
        return new Advertisement(
                sighting.adapter() == null ? "api" : text("adapter", sighting.adapter()),
                text("address", sighting.address()).toUpperCase(Locale.ROOT),
                rssi(sighting.rssi()),
                sighting.name() == null || sighting.name().isEmpty() ? null : text("name", sighting.name()),
                serviceUuids(sighting.serviceUuids()),
                serviceData(sighting.serviceData()),
                manufacturerData(sighting.manufacturerData()),
                nanos);
    }

    /// An advertisement as it is kept with a check-in.
    ///
    /// @param at when it was heard (UTC)
    static Sighting sighting(Advertisement heard, Instant at) {
        return new Sighting(
                at,
                heard.adapter(),
                heard.address(),
                heard.rssi() == Advertisement.UNKNOWN_RSSI ? null : heard.rssi(),
                heard.name(),
                heard.serviceUuids().isEmpty() ? null : heard.serviceUuids(),
                heard.serviceData().isEmpty() ? null : hex(heard.serviceData()),
                heard.manufacturerData().isEmpty() ? null : hex(heard.manufacturerData()));
    }

    private static <K> Map<K, String> hex(Map<K, byte[]> data) {
        return data.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> HexFormat.of().formatHex(entry.getValue())));
    }

    private static String text(String field, String value) {
        require(value != null && !value.isBlank(), field + " is missing");
        require(value.length() <= TEXT, field + " has more than " + TEXT + " characters");
        return value;
    }

    private static int rssi(Integer rssi) {
        if (rssi == null || rssi == Advertisement.UNKNOWN_RSSI) {
            return Advertisement.UNKNOWN_RSSI;
        }
        require(rssi >= -127 && rssi <= 20, "rssi is -127 to 20 dBm, or 127 for unknown, not " + rssi);
        return rssi;
    }

    private static List<String> serviceUuids(List<String> uuids) {
        if (uuids == null) {
            return null;
        }
        require(uuids.size() <= ITEMS, "service_uuids has more than " + ITEMS + " items");
        return uuids.stream().map(uuid -> uuid("service_uuids", uuid)).toList();
    }

    private static Map<String, byte[]> serviceData(Map<String, String> data) {
        if (data == null) {
            return null;
        }
        require(data.size() <= ITEMS, "service_data has more than " + ITEMS + " items");
        Map<String, byte[]> decoded = new LinkedHashMap<>();
        data.forEach((uuid, hex) -> decoded.put(uuid("service_data", uuid), bytes("service_data", hex)));
        return decoded;
    }

    private static Map<Integer, byte[]> manufacturerData(Map<Integer, String> data) {
        if (data == null) {
            return null;
        }
        require(data.size() <= ITEMS, "manufacturer_data has more than " + ITEMS + " items");
        Map<Integer, byte[]> decoded = new LinkedHashMap<>();
        data.forEach((company, hex) -> {
            require(company >= 0 && company <= 0xFFFF, "manufacturer_data: a company is 0 to 65535, not " + company);
            decoded.put(company, bytes("manufacturer_data", hex));
        });
        return decoded;
    }

    private static byte[] bytes(String field, String hex) {
        require(hex.length() <= 2 * BYTES, field + " has more than " + BYTES + " bytes");
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": two hexadecimal digits for each byte are needed", e);
        }
    }

    /// The 128-bit form in lower case; short ones stand for a number within the Bluetooth base UUID (Core Specification
    /// vol. 3 part B section 2.5.1).
    private static String uuid(String field, String uuid) {
        String lower = uuid.toLowerCase(Locale.ROOT);
        if (SHORT.matcher(lower).matches()) {
            return "0".repeat(8 - lower.length()) + lower + BASE;
        }
        if (PLAIN.matcher(lower).matches()) {
            return lower.substring(0, 8) + '-' + lower.substring(8, 12) + '-' + lower.substring(12, 16) + '-'
                    + lower.substring(16, 20) + '-' + lower.substring(20);
        }
        require(WHOLE.matcher(lower).matches(), field + ": a service UUID has 4, 8 or 32 hexadecimal digits");
        return lower;
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
