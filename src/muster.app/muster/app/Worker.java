// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.time.Duration;

/// A thread that runs until it is closed. Thread-safe.
final class Worker implements AutoCloseable {

    /// What a worker does: it ends when it is interrupted.
    interface Task {
        void run() throws InterruptedException;
    }

    private final Thread thread;

    private Worker(Thread thread) {
        this.thread = thread;
    }

    static Worker start(String name, Task task) {
        return new Worker(Thread.ofVirtual().name(name).start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
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
