// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.Row;
import com.healthmarketscience.jackcess.Table;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.access.Machines.Machine;
import muster.access.Placed.Kind;

/// The tables of an `att2000.mdb` (product.md section 5.7): people, terminals, and punches by person and second. Their
/// columns differ by version, so only those that are there are written. For one batch.
final class Att2000 {

    /// How many seconds a punch may be moved because the person has another one in its own.
    static final int ROOM = 5;

    private static final String MOVED = "muster +";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final boolean createPeople;
    private final Sheet people;
    private final Map<String, Integer> users = new HashMap<>();
    private final Machines machines;
    private final Sheet punches;
    private final PunchesThere there;

    /// @param batch the punches that will be put
    /// @throws AccessTrouble if it is no such file
    Att2000(Database file, List<AccessPunch> batch, boolean createPeople) throws IOException, AccessTrouble {
        this.createPeople = createPeople;
        this.people = new Sheet(table(file, "USERINFO"), List.of("USERID", "Badgenumber"));
        this.punches = new Sheet(table(file, "CHECKINOUT"), List.of("USERID", "CHECKTIME"));
        Table known = file.getTable("Machines");
        this.machines = known == null ? null : new Machines(new Sheet(known, List.of("ID")));
        for (Row row : people.rows("USERID", "Badgenumber")) {
            String badge = people.text(row, "Badgenumber");
            if (!badge.isEmpty() && people.number(row, "USERID") != null) {
                users.putIfAbsent(badge, people.number(row, "USERID"));
            }
        }
        this.there = PunchesThere.of(punches, batch);
    }

    private static Table table(Database file, String name) throws IOException, AccessTrouble {
        Table table = file.getTable(name);
        if (table == null) {
            throw new AccessTrouble(AccessTrouble.Kind.STOP, "the file has no table " + name + ": it is no att2000.mdb",
                    "name the time program's database in file", null);
        }
        return table;
    }

    /// Puts one punch, unless it is there.
    Placed put(AccessPunch punch) throws IOException {
        Integer user = users.get(punch.pin());
        if (user == null && !createPeople) {
            return new Placed(Kind.UNKNOWN_PERSON, "USERINFO has no Badgenumber " + punch.pin());
        }
        if (user == null) {
            user = person(punch);
        }
        Machine machine = machines == null ? null : machines.of(punch);
        Map<LocalDateTime, Map<String, Object>> near = there.from(user, punch.time(), ROOM);
        for (int moved = 0; moved <= ROOM; moved++) {
            Map<String, Object> row = near.get(punch.time().plusSeconds(moved));
            if (row != null && isSame(row, punch, machine, moved)) {
                return new Placed(Kind.PRESENT, line(user, punch, moved));
            }
        }
        for (int moved = 0; moved <= (punches.has("Memoinfo") ? ROOM : 0); moved++) {
            if (!near.containsKey(punch.time().plusSeconds(moved))) {
                insert(user, punch, machine, moved);
                return new Placed(Kind.STORED, line(user, punch, moved));
            }
        }
        return new Placed(Kind.SAME_SECOND, "CHECKINOUT has another punch of " + punch.pin() + " in the second "
                + time(punch.time()) + (punches.has("Memoinfo") ? " and the " + ROOM + " behind it"
                : ", and no column Memoinfo to record that this one was moved"));
    }

    private int person(AccessPunch punch) throws IOException {
        String name = punch.name() == null || punch.name().isEmpty() ? punch.pin() : punch.name();
        Map<String, Object> made = people.insert(Map.of(
                "Badgenumber", punch.pin(), "Name", name, "DEFAULTDEPTID", 1));
        int user = people.number(made, "USERID");
        users.put(punch.pin(), user);
        return user;
    }

    /// Whether a row is the punch: not moved from another second, same direction, same terminal. Rows of the time
    /// program may not say which terminal; then there is nothing that tells them apart.
    private boolean isSame(Map<String, Object> row, AccessPunch punch, Machine machine, int moved) {
        String memo = punches.text(row, "Memoinfo");
        if (moved == 0 ? memo.startsWith(MOVED) : !memo.equals(moved(moved))) {
            return false;
        }
        if (!punches.text(row, "CHECKTYPE").equalsIgnoreCase(punch.type())) {
            return false;
        }
        String serial = punches.text(row, "sn");
        if (!serial.isEmpty()) {
            return serial.equals(punches.fit("sn", punch.terminal()));
        }
        String sensor = punches.text(row, "SENSORID");
        return sensor.isEmpty() || machine == null
                || sensor.equals(punches.fit("SENSORID", Integer.toString(machine.number())));
    }

    private void insert(int user, AccessPunch punch, Machine machine, int moved) throws IOException {
        Map<String, Object> row = new HashMap<>();
        row.put("USERID", user);
        row.put("CHECKTIME", punch.time().plusSeconds(moved));
        row.put("CHECKTYPE", punch.type());
        row.put("VERIFYCODE", punch.verifyCode());
        row.put("sn", punch.terminal());
        if (machine != null) {
            row.put("SENSORID", machine.number());
            row.put("MachineId", machine.id());
        }
        if (moved > 0) {
            row.put("Memoinfo", moved(moved));
        }
        row.put("WorkCode", punch.workCode() == null || punch.workCode().isEmpty() ? "0" : punch.workCode());
        there.add(user, punches.insert(row));
    }

    private static String moved(int seconds) {
        return MOVED + seconds + "s";
    }

    private static String line(int user, AccessPunch punch, int moved) {
        return "USERID " + user + ", " + time(punch.time().plusSeconds(moved)) + ", " + punch.type()
                + (moved > 0 ? ", " + moved(moved) : "");
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }
}
