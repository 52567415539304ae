// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// A thread that runs until it is closed. Thread-safe.
final class Worker implements AutoCloseable {

    /// What a worker does: it ends when it is interrupted.
    interface Task {
        void run() throws InterruptedException;
    }

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final Thread thread;
    private volatile boolean broken;

    private Worker(String name, Task task) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> work(task));
    }

    static Worker start(String name, Task task) {
        Worker worker = new Worker(name, task);
        worker.thread.start();
        return worker;
    }

    private void work(Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken = true;
            LOG.log(Level.ERROR, "a fault of muster itself ended " + name() + "; a restart helps, please report it", e);
        }
    }

    /// What it is called.
    String name() {
        return thread.getName();
    }

    /// Whether a fault ended it.
    boolean isBroken() {
        return broken;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
