// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.HashMap;
import java.util.Map;

/// The options a terminal has when it comes out of its box (zk-pull.md section 5.1).
final class Options {

    private Options() {}

    /// A new map of them; those of the identity override what is usual.
    static Map<String, String> of(Identity identity, Dialect dialect) {
        boolean colour = dialect.users() == UserLayout.LONG;
        Map<String, String> options = new HashMap<>();
        options.put("~SerialNumber", identity.serial());
        options.put("~DeviceName", "SIM4370");
        options.put("~Platform", colour ? "ZMM220_TFT" : "ZEM500");
        options.put("~OS", "1");
        options.put("~OEMVendor", "muster");
        options.put("~ProductTime", "2026-01-01 00:00:00");
        options.put("MAC", mac(identity.serial()));
        options.put("IPAddress", "192.0.2.77");
        options.put("NetMask", "255.255.255.0");
        options.put("GATEIPAddress", "192.0.2.1");
        options.put("~ZKFPVersion", "10");
        options.put("ZKFaceVersion", colour ? "7" : "0");
        options.put("FaceFunOn", colour ? "1" : "0");
        options.put("~ExtendFmt", colour ? "1" : "0");
        options.put("~UserExtFmt", colour ? "1" : "0");
        options.put("CompatOldFirmware", "0");
        options.put("~PIN2Width", "9");
        options.put("WorkCode", "0");
        options.put("~SSR", colour ? "1" : "0");
        options.put("~ShowState", "1");
        options.putAll(identity.options());
        return options;
    }

    /// One of the addresses that belong to no vendor, its own for each serial.
    private static String mac(String serial) {
        int hash = serial.hashCode();
        return String.format(
                "02:00:%02x:%02x:%02x:%02x", hash >>> 24, hash >>> 16 & 0xFF, hash >>> 8 & 0xFF, hash & 0xFF);
    }
}
