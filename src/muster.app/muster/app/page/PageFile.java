// SPDX-License-Identifier: Apache-2.0
package muster.app.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// One file of the page, ready to be sent. Immutable as long as nobody writes into its bytes.
///
/// @param type its media type
/// @param tag what names exactly these bytes, without quotes
/// @param plain the bytes
/// @param packed the same, by gzip
record PageFile(String type, String tag, byte[] plain, byte[] packed) {

    private static final String PACKED = "-gz";

    /// The file of that name beside this class.
    ///
    /// @throws IOException if this build of muster lacks it
    static PageFile read(String name) throws IOException {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from this build of muster");
            }
            byte[] plain = in.readAllBytes();
            return new PageFile(type(name), tag(plain), plain, packed(plain));
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            // the HTML standard wants this type for every module, whatever its name ends with
            case "mjs" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no media type is known for " + name);
        };
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /// The bytes in the form asked for.
    byte[] bytes(boolean gzip) {
        return gzip ? packed : plain;
    }

    /// The `ETag` of a form: a strong one, so each form has its own (RFC 9110 section 8.8.3.3).
    String etag(boolean gzip) {
        return '"' + tag + (gzip ? PACKED : "") + '"';
    }

    /// Whether an `If-None-Match` names these bytes in either form; a proxy that unpacks weakens the tag.
    ///
    /// @param header as received, or null
    boolean isKnown(String header) {
        if (header == null) {
            return false;
        }
        List<String> tags = List.of("*", etag(false), etag(true));
        for (String given : header.split(",")) {
            if (tags.contains(given.strip().replaceFirst("^W/", ""))) {
                return true;
            }
        }
        return false;
    }
}
