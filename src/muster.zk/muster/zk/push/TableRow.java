// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// One line of a table an access terminal uploads (zk-push.md section 14.3).
public sealed interface TableRow
        permits AttPunch,
                AccessPunch,
                AccessRecord,
                UserLine,
                TemplateLine,
                PhotoLine,
                ErrorLine,
                UnknownLine,
                Unreadable {}
