// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Outgoing;
import muster.app.sink.Trouble;

/// Delivers records by several requests at the same time. A person's records are all in one lane, one after the other.
/// When there is trouble with a record, those before it are brought to their end and none behind it is begun. For one
/// use.
final class Lanes {

    /// Delivers one record.
    interface Delivery {
        CheckInAnswer of(Outgoing record) throws InterruptedException;
    }

    private final List<Outgoing> records;
    private final Delivery delivery;
    private final Answer[] each;
    private int end;
    private Trouble trouble;

    Lanes(List<Outgoing> records, Delivery delivery) {
        this.records = records;
        this.delivery = delivery;
        this.each = new Answer[records.size()];
        this.end = records.size();
    }

    /// @param count how many at the same time, from 1
    Answers deliver(int count) throws InterruptedException {
        if (count == 1) {
            lane(0, 1);
        } else {
            together(count);
        }
        List<Answer> answered = Arrays.asList(each).subList(0, end);
        return new Answers(answered, trouble, trouble != null ? trouble.text()
                : answered.isEmpty() ? null : answered.getLast().text());
    }

    private void together(int count) throws InterruptedException {
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            lanes.add(() -> {
                lane(number, count);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lane ended", e.getCause());
        }
    }

    private void lane(int number, int count) throws InterruptedException {
        for (int i = 0; i < records.size(); i++) {
            if (Math.floorMod(String.valueOf(records.get(i).pin()).hashCode(), count) == number && isOpen(i)) {
                note(i, delivery.of(records.get(i)));
            }
        }
    }

    private synchronized boolean isOpen(int place) {
        return place < end;
    }

    private synchronized void note(int place, CheckInAnswer answer) {
        each[place] = answer.answer();
        if (answer.trouble() != null && place < end) {
            end = place;
            trouble = answer.trouble();
        }
    }
}
