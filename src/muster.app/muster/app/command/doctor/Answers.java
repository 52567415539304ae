// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.Optional;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.BackendStatus;
import muster.model.QuarantinePage;
import muster.model.ScannerStatus;
import muster.model.SinkList;
import muster.model.StatusReport;
import muster.model.TerminalList;

/// What the daemon answered; what it did not tell is empty. Immutable.
///
/// @param failure why it did not answer at all
/// @param quarantine the newest held records, at most 1,000
public record Answers(
        Optional<ApiException> failure,
        Optional<StatusReport> status,
        Optional<TerminalList> terminals,
        Optional<SinkList> sinks,
        Optional<ScannerStatus> scanner,
        Optional<BackendStatus> backend,
        Optional<QuarantinePage> quarantine) {

    /// A question to the daemon.
    private interface Question<T> {
        T ask() throws ApiException, InterruptedException;
    }

    /// Asks everything. After a first question without an answer no other is asked.
    public static Answers of(Api api) throws InterruptedException {
        StatusReport status;
        try {
            status = api.status();
        } catch (ApiException e) {
            return none(e);
        }
        return new Answers(
                Optional.empty(),
                Optional.of(status),
                told(api::terminals),
                told(() -> api.sinks().list()),
                told(() -> api.door().scanner()),
                told(() -> api.gatherings().list().backend()),
                told(() -> api.quarantine(null, null, 1000)));
    }

    /// Nothing.
    static Answers none(ApiException why) {
        return new Answers(Optional.of(why), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /// A part that an older muster has not, or that fails now, must not keep the rest from being looked at.
    private static <T> Optional<T> told(Question<T> question) throws InterruptedException {
        try {
            return Optional.ofNullable(question.ask());
        } catch (ApiException e) {
            return Optional.empty();
        }
    }
}
