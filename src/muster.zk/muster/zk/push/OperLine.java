// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// One line of an operation log, or of a table that has the same lines (zk-push.md sections 7.4, 7.5).
public sealed interface OperLine permits OpEntry, UserLine, TemplateLine, PhotoLine, ErrorLine, UnknownLine {}
