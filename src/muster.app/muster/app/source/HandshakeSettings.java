// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.time.Duration;
import muster.zk.push.TransFlag;

/// What terminals are told to do. Immutable.
///
/// @param delay time between two polls of an idle terminal, whole seconds
/// @param errorDelay time until it tries again after a failure, whole seconds
/// @param content what it is to send
public record HandshakeSettings(Duration delay, Duration errorDelay, TransFlag content) {}
