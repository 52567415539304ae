// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.function.Consumer;
import muster.client.Api;
import muster.client.ApiException;

/// What the dashboard asks of the world: a daemon far away and a terminal line here, or a test.
interface Outside {

    /// A question to the daemon, asked by another thread.
    interface Call {

        /// @return what takes the answer over, run by the thread that draws; null = nothing
        Runnable ask(Api api) throws ApiException, InterruptedException;
    }

    /// Asks, and has the answer or the failure taken over later by the thread that draws.
    void ask(Call call, Consumer<ApiException> failed);

    /// Asks at once for what the visible view shows.
    void reload();

    /// Puts a text on the clipboard of whoever looks.
    void copy(String text);

    /// Draws every place again.
    void redraw();

    /// Ends the dashboard.
    void quit();
}
