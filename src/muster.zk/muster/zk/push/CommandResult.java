// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a terminal answered to one command (zk-push.md section 9.5).
///
/// @param id the command's id: only one that was sent to this very terminal may be believed
/// @param code its return code, see [CommandCodes]; [#NO_CODE] when it named none
/// @param cmd the command as the terminal echoes it, secrets blotted out; may be empty
/// @param values further fields in their order, without secrets
/// @param content bytes it returned; empty when none; not to be changed
public record CommandResult(String id, int code, String cmd, Map<String, String> values, byte[] content) {

    /// Stands for a return code the terminal did not name.
    public static final int NO_CODE = Integer.MIN_VALUE;

    /// Copies the values, so that the record stays immutable.
    public CommandResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandResult result
                && id.equals(result.id)
                && code == result.code
                && cmd.equals(result.cmd)
                && values.equals(result.values)
                && Arrays.equals(content, result.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, code, cmd, values, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
        return "result " + code + " of command " + id;
    }
}
