// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Layouts that pair who came with who went (product.md section 5.9). Memory is that of one day's punches and of each
/// person's shifts.
final class ShiftLayout implements Layout {

    private static final List<String> PAYMENT_EVOLUTION = List.of(
            "Shift", "Employee ID", "Time Code", "Cost Account", "Total Hours", "Rate", "Total", "Work Date",
            "End Date", "In", "Out", "Authorized");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final int DIGITS = 6;

    private final boolean matrix;
    private final int dayEnds;

    private ShiftLayout(boolean matrix, int dayEnds) {
        this.matrix = matrix;
        this.dayEnds = dayEnds;
    }

    /// A row for each person, and for each day when they came first, went last, for how long, and whether a punch is
    /// missing.
    ///
    /// @param dayEnds hour at which a day ends
    static ShiftLayout matrix(int dayEnds) {
        return new ShiftLayout(true, dayEnds);
    }

    /// PaymentEvolution's twelve columns, a row for each shift.
    ///
    /// @param dayEnds hour at which a day ends
    static ShiftLayout paymentEvolution(int dayEnds) {
        return new ShiftLayout(false, dayEnds);
    }

    @Override
    public boolean isMonthly() {
        return matrix;
    }

    /// The shifts of all people.
    private record Roll(Map<String, Map<LocalDate, List<Shift>>> shifts, Map<String, String> names) {}

    @Override
    public void write(Parts parts, TableOut out) throws IOException {
        Roll roll = new Roll(new TreeMap<>(), new TreeMap<>());
        parts.each(punches -> gather(punches, roll));
        if (matrix) {
            matrix(roll, out);
        } else {
            paymentEvolution(roll, out);
        }
    }

    private void gather(Punches punches, Roll roll) throws IOException {
        Map<String, Map<LocalDate, List<Shift.Stamp>>> stamps = new TreeMap<>();
        punches.each(punch -> {
            LocalDate day = punch.local().minusHours(dayEnds).toLocalDate();
            stamps.computeIfAbsent(punch.row().pin(), _ -> new TreeMap<>())
                    .computeIfAbsent(day, _ -> new ArrayList<>())
                    .add(new Shift.Stamp(punch.local(), punch.direction()));
            if (punch.row().personName() != null) {
                roll.names().put(punch.row().pin(), punch.row().personName());
            }
        });
        stamps.forEach((pin, days) -> days.forEach((day, list) ->
                roll.shifts().computeIfAbsent(pin, _ -> new TreeMap<>()).put(day, Shift.of(list))));
    }

    private static void matrix(Roll roll, TableOut out) throws IOException {
        List<LocalDate> days = roll.shifts().values().stream()
                .flatMap(person -> person.keySet().stream()).distinct().sorted().toList();
        List<String> columns = new ArrayList<>(List.of("employee", "name"));
        for (LocalDate day : days) {
            columns.addAll(List.of(day + " first in", day + " last out", day + " hours", day + " flag"));
        }
        out.begin(columns);
        for (var person : roll.shifts().entrySet()) {
            List<Object> cells = new ArrayList<>();
            cells.add(person.getKey());
            cells.add(roll.names().get(person.getKey()));
            for (LocalDate day : days) {
                cells.addAll(day(person.getValue().getOrDefault(day, List.of())));
            }
            out.row(cells);
        }
    }

    private static List<Object> day(List<Shift> shifts) {
        if (shifts.isEmpty()) {
            return Arrays.asList(null, null, null, null);
        }
        LocalDateTime in = shifts.stream().map(Shift::in).filter(Objects::nonNull).findFirst().orElse(null);
        LocalDateTime out = shifts.reversed().stream()
                .map(Shift::out)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        BigDecimal hours = shifts.stream().map(Shift::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Arrays.asList(in, out, hours, shifts.stream().allMatch(Shift::isWhole) ? null : "incomplete");
    }

    private static void paymentEvolution(Roll roll, TableOut out) throws IOException {
        out.begin(PAYMENT_EVOLUTION);
        for (var person : roll.shifts().entrySet()) {
            String pin = person.getKey();
            String employee = "0".repeat(Math.max(0, DIGITS - pin.length())) + pin;
            for (var day : person.getValue().entrySet()) {
                long number = 0;
                for (Shift shift : day.getValue()) {
                    number++;
                    LocalDate end = shift.out() == null ? day.getKey() : shift.out().toLocalDate();
                    out.row(Arrays.asList(number, employee, null, null, shift.hours(), null, null,
                            DAY.format(day.getKey()), DAY.format(end), time(shift.in()), time(shift.out()),
                            shift.isWhole() ? "Y" : "N"));
                }
            }
        }
    }

    private static String time(LocalDateTime time) {
        return time == null ? null : TIME.format(time);
    }
}
