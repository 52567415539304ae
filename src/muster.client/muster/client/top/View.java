// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.List;
import muster.client.Api;
import muster.client.ApiException;

/// What fills the screen between its head and its foot. Its methods are called by the one thread that draws, except
/// [#load(Api)].
interface View {

    /// One word: its name in `:name`, in the remembered settings, in the head.
    String name();

    /// What stands above it.
    String title();

    /// Draws it.
    void draw(Canvas canvas);

    /// The keys it has besides everybody's.
    List<Key> keys();

    /// The command line that shows the same.
    String command();

    /// Asks for what it shows; called by a background thread again and again while it is visible.
    ///
    /// @return what takes the answer over, run by the thread that draws; null = this view asks for nothing
    Runnable load(Api api) throws ApiException, InterruptedException;
}
