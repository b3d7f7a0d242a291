package io.fairlead.ui.call;

import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.MediaType;

/** Content types that a body is likely to have. */
final class ContentTypes {

  static final String JSON = "application/json";
  static final String TEXT = "text/plain";
  static final String FORM = "application/x-www-form-urlencoded";
  static final String MULTIPART = "multipart/form-data";
  static final String BYTES = "application/octet-stream";

  /** What is offered for a body. */
  static final List<String> OFFERED =
      List.of(
          JSON,
          TEXT,
          "application/xml",
          "application/yaml",
          "text/html",
          "text/csv",
          "application/x-ndjson",
          "application/cloudevents+json",
          FORM,
          BYTES);

  /** What the JDK's own table lacks. */
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("json", JSON),
          Map.entry("ndjson", "application/x-ndjson"),
          Map.entry("jsonl", "application/x-ndjson"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("xml", "application/xml"),
          Map.entry("csv", "text/csv"),
          Map.entry("md", "text/markdown"),
          Map.entry("log", TEXT),
          Map.entry("js", "text/javascript"),
          Map.entry("css", "text/css"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("webp", "image/webp"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("gz", "application/gzip"),
          Map.entry("tgz", "application/gzip"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mp3", "audio/mpeg"));

  private ContentTypes() {}

  /** Whether text of this type is JSON. */
  static boolean isJson(String type) {
    MediaType parsed = MediaType.parse(type.strip());
    if (parsed == null) {
      return false;
    }
    String subtype = parsed.subtype().toLowerCase(Locale.ROOT);
    return subtype.equals("json") || subtype.endsWith("+json");
  }

  /** Whether a type can be sent; none can. */
  static boolean isUsable(String type) {
    return type.isBlank() || MediaType.parse(type.strip()) != null;
  }

  /** The type that a file's name promises, without a look at the disk. */
  static String ofFile(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String known = BY_EXTENSION.get(extension);
    if (known != null) {
      return known;
    }
    String guessed = URLConnection.guessContentTypeFromName(name);
    return guessed == null ? BYTES : guessed;
  }
}
