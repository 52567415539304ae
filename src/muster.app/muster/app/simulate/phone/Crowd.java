// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.phone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import muster.model.Sighting;

/// Phones and other devices around a door, as a scanner would hear them. Repeatable by its plan's seed; has no clock
/// of its own. For one thread.
public final class Crowd {

    /// The company number for tests and for those without one (Bluetooth SIG, Assigned Numbers).
    private static final int NO_COMPANY = 0xFFFF;

    private static final String SERVICE = "0000fff0-0000-1000-8000-00805f9b34fb";
    private static final int CARRIERS = 4;

    private final CrowdPlan plan;
    private final Random random;
    private final double[] due;

    /// Nobody has been heard yet.
    public Crowd(CrowdPlan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.due = new double[plan.phones() + plan.foreign()];
        for (int i = 0; i < due.length; i++) {
            due[i] = arrival(i) + random.nextDouble() / plan.rate();
        }
    }

    /// The id of a participant.
    ///
    /// @param number from 0
    public String id(int number) {
        return plan.prefix() + String.format("%06d", number + 1);
    }

    /// How many seconds after the begin a device comes.
    private double arrival(int device) {
        return device >= plan.phones() ? 0 : plan.arrival().toMillis() / 1000.0 * device / plan.phones();
    }

    private double departure(int device) {
        boolean leaves = plan.stay() != null && device < plan.phones();
        return leaves ? arrival(device) + plan.stay().toMillis() / 1000.0 : Double.MAX_VALUE;
    }

    /// What is heard up to a time, once: each call tells what came since the last.
    ///
    /// @param since the begin
    /// @param at the moment these sightings are marked with; null = the receiver's now
    public List<Sighting> until(Duration since, Instant at) {
        double now = since.toNanos() / 1e9;
        List<Sighting> heard = new ArrayList<>();
        for (int i = 0; i < due.length; i++) {
            boolean here = due[i] <= now && due[i] < departure(i);
            if (here) {
                heard.add(i < plan.phones() ? phone(i, at) : foreigner(i, at));
                // what a device sent meanwhile is one report, as a radio with a duplicate filter makes it
                due[i] = Math.max(due[i], now) + (0.8 + 0.4 * random.nextDouble()) / plan.rate();
            }
        }
        return heard;
    }

    /// Whether every phone has come and gone.
    public boolean isOver(Duration since) {
        return plan.stay() != null && since.compareTo(plan.arrival().plus(plan.stay())) > 0;
    }

    private Sighting phone(int number, Instant at) {
        byte[] id = id(number).getBytes(StandardCharsets.US_ASCII);
        String hex = HexFormat.of().formatHex(id);
        int rssi = -45 - number % 30 + (int) Math.round(random.nextGaussian() * 4);
        String address = address(number);
        return switch (number % CARRIERS) {
            case 0 -> new Sighting(at, null, address, rssi, null, null, null, Map.of(NO_COMPANY, hex));
            case 1 -> new Sighting(at, null, address, rssi, null, null, Map.of(SERVICE, hex), null);
            case 2 -> new Sighting(at, null, address, rssi, null, List.of(uuid(id)), null, null);
            default -> new Sighting(at, null, address, rssi, id(number), null, null, null);
        };
    }

    /// The id in the 16 bytes of a service UUID, filled up with zeros (docs/rotating-ids.md has the layouts).
    private static String uuid(byte[] id) {
        byte[] bytes = new byte[16];
        System.arraycopy(id, 0, bytes, 0, Math.min(id.length, bytes.length));
        long most = 0;
        long least = 0;
        for (int i = 0; i < 8; i++) {
            most = most << 8 | bytes[i] & 0xFF;
            least = least << 8 | bytes[i + 8] & 0xFF;
        }
        return new UUID(most, least).toString();
    }

    private Sighting foreigner(int number, Instant at) {
        int rssi = -60 - number % 40 + (int) Math.round(random.nextGaussian() * 6);
        String address = address(number);
        String payload = HexFormat.of().toHexDigits(number * 2_654_435_761L);
        return switch (number % 3) {
            case 0 -> new Sighting(at, null, address, rssi, null, null, null, Map.of(0x004C, "10" + payload));
            case 1 -> new Sighting(at, null, address, rssi, "Speaker " + number, null, null, null);
            default -> new Sighting(at, null, address, rssi, null, null,
                    Map.of("0000fe9f-0000-1000-8000-00805f9b34fb", payload), null);
        };
    }

    private String address(int number) {
        return String.format("C2:%02X:%02X:%02X:%02X:%02X", plan.seed() & 0xFF, number >> 24 & 0xFF,
                number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF);
    }
}
