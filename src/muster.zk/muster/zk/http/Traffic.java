// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

/// What a listener has seen since it was opened. Immutable.
///
/// @param connections connections accepted
/// @param open connections open now
/// @param requests whole requests handed to the service
/// @param badRequests what came in and was no request
/// @param failures requests the service failed on unexpectedly, answered with 503
/// @param displaced silent connections closed to make room for new ones
/// @param refused new connections closed because there was no room
public record Traffic(
        long connections,
        long open,
        long requests,
        long badRequests,
        long failures,
        long displaced,
        long refused) {}
