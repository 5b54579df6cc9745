package dev.weft.node.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Media types by file name extension. */
final class MediaTypes {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"));

    private final Map<String, String> types = new LinkedHashMap<>(KNOWN);

    /** @param more by extension with its dot, as the configuration has them */
    MediaTypes(Map<String, String> more) {
        more.forEach((extension, type) -> types.put(plain(extension), type));
    }

    String of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return types.getOrDefault(dot < 0 ? "" : plain(fileName.substring(dot)), "application/octet-stream");
    }

    private static String plain(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") ? lower.substring(1) : lower;
    }
}
