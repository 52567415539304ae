// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Picks from what a terminal says about itself the facts worth keeping: no secrets, and no counters
/// that would make every contact a change.
final class Reported {

    private static final Set<String> KEPT = Set.of(
            "FWVersion", "FirmVer", "DeviceName", "Platform", "OEMVendor", "MAC", "IPAddress", "PushVersion",
            "DeviceType", "MaxAttLogCount", "MaxUserCount", "MaxFingerCount", "MaxFaceCount", "MaxUserPhotoCount",
            "LockCount", "ReaderCount", "FaceFunOn", "FingerFunOn", "PhotoFunOn", "DSTF", "TimeZone",
            "MaxPackageSize", "CommType", "ProductTime");

    private static final int MOST = 200;

    private Reported() {}

    /// The facts worth keeping.
    static Map<String, String> of(Map<String, String> said) {
        Map<String, String> kept = new LinkedHashMap<>();
        said.forEach((name, value) -> {
            String bare = name.startsWith("~") ? name.substring(1) : name;
            if (KEPT.contains(bare) && !value.isBlank() && value.length() <= MOST) {
                kept.put(bare, value);
            }
        });
        return kept;
    }

    /// A count among what it said, or null.
    static Integer count(Map<String, String> said, String name) {
        String value = said.getOrDefault(name, said.get("~" + name));
        return value != null && value.matches("\\d{1,9}") ? Integer.valueOf(value) : null;
    }
}
