// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.DeadLetter;
import muster.model.SinkState;
import muster.model.TerminalList;

/// A muster in which there is something to be done everywhere: sink `hook` does not reach its target, sink `backend`
/// set aside the records of `person-0` and `person-1`, the camera is an alert, and two terminals wait for approval.
final class SickMuster implements AutoCloseable {

    static final String ALERT = "component_bad:camera";
    static final List<String> PENDING = List.of("TSTATT000051", "TSTATT000052");

    private final ConvexDouble backend = new ConvexDouble();
    private final Muster muster;

    private SickMuster(Path folder) throws Exception {
        backend.up();
        backend.strangers().addAll(List.of("person-0", "person-1"));
        Path key = Files.writeString(folder.resolve("key"), ConvexDouble.KEY + "\n");
        List<String> words = new ArrayList<>(SinkView.set("backend", "type=convex", "url=" + backend.url(),
                "key_file=" + key));
        words.addAll(SinkView.set("hook", "type=webhook", "url=http://127.0.0.1:1/", "private_addresses=true",
                "secret_files=" + WebhookDouble.secret(folder.resolve("secret"))));
        words.addAll(List.of("--set", "rules.component_bad.for=0s"));
        muster = Muster.start(folder.resolve("data"), words.toArray(String[]::new));
    }

    static SickMuster start(Path folder) throws Exception {
        SickMuster sick = new SickMuster(folder);
        try {
            sick.fallIll();
            return sick;
        } catch (Throwable e) {
            sick.close();
            throw e;
        }
    }

    private void fallIll() throws Exception {
        SinkView.event(muster, "fair");
        SinkView.checkIn(muster, "fair", 0, 4);
        muster.run("report", "component", "camera", "error", "no picture", "--stale-after", "1h").good();
        for (String serial : PENDING) {
            muster.terminal("GET", "/iclock/cdata?SN=" + serial + "&options=all", "");
        }
        SinkView.awaitDone(muster, "backend", Duration.ofSeconds(60));
        SinkView.awaitState(muster, "hook", SinkState.RETRYING);
        Await.until("the camera is an alert", () -> alert() != null && alert().state() == AlertStatus.State.FIRING);
    }

    Muster muster() {
        return muster;
    }

    /// The backend knows everybody from now on, and only hears of them when it is told again.
    void mend() {
        backend.strangers().clear();
    }

    /// How the camera's alert is, or null.
    AlertStatus alert() throws Exception {
        return muster.get("/api/alerts/active", AlertList.class).alerts().stream()
                .filter(each -> each.id().equals(ALERT))
                .findFirst()
                .orElse(null);
    }

    DeadLetter letter(String pin) throws Exception {
        return SinkView.letters(muster, "sink=backend").stream()
                .filter(letter -> letter.pin().equals(pin))
                .findFirst()
                .orElseThrow();
    }

    boolean isApproved(String serial) throws Exception {
        return terminals().terminals().stream()
                .anyMatch(terminal -> terminal.serial().equals(serial) && terminal.state().name().equals("APPROVED"));
    }

    boolean isPending(String serial) throws Exception {
        return terminals().pending().stream().anyMatch(terminal -> terminal.serial().equals(serial));
    }

    private TerminalList terminals() throws Exception {
        return muster.get("/api/terminals", TerminalList.class);
    }

    @Override
    public void close() throws IOException {
        muster.close();
        backend.close();
    }
}
