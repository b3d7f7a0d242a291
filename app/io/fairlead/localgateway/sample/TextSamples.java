package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.http.Query;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Samples that read text: {@code env}, {@code word-count} and {@code hash}. */
final class TextSamples {

  private static final Map<String, String> ALGORITHMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
  private static final int BLOCK = 8192;

  private TextSamples() {}

  /** The environment, as a forked process sees it (recording 40-invoke-env). */
  static void env(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    StringBuilder text = new StringBuilder(512);
    replica.environment().forEach((name, value) -> line(text, name, value));
    for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
      line(text, "Http_" + header.getKey().replace('-', '_'), String.join(", ", header.getValue()));
    }
    line(text, "Http_Method", call.method());
    line(text, "Http_Query", call.query() == null ? "" : call.query());
    line(text, "Http_Path", call.path());
    for (String secret : replica.secrets()) {
      text.append("# secret: ").append(secret).append('\n');
    }
    answer.header("Content-Type", "application/octet-stream");
    answer.body().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(value).append('\n');
  }

  /** Lines, words and bytes as JSON; from version 1.1 on the longest word's length as well. */
  static void wordCount(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    long bytes = 0;
    long lines = 0;
    long words = 0;
    int length = 0;
    int longest = 0;
    byte[] block = new byte[BLOCK];
    InputStream body = call.body();
    for (int read = body.read(block); read >= 0; read = body.read(block)) {
      bytes += read;
      for (int i = 0; i < read; i++) {
        boolean space = block[i] >= 0 && block[i] <= ' ';
        lines += block[i] == '\n' ? 1 : 0;
        words += !space && length == 0 ? 1 : 0;
        length = space ? 0 : length + 1;
        longest = Math.max(longest, length);
      }
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("lines", lines);
    counts.put("words", words);
    counts.put("bytes", bytes);
    if (!"1.0".equals(replica.environment().get("sample_version"))) {
      counts.put("longest", longest);
    }
    answer.header("Content-Type", "application/json");
    answer.body().write(Json.MAPPER.writeValueAsBytes(counts));
  }

  /** A digest of the body, or with {@code hmac} its signature under a secret of the function. */
  static void hash(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    String name =
        query.has("algorithm")
            ? query.get("algorithm")
            : replica.environment().getOrDefault("algorithm", "sha256");
    name = name.toLowerCase(Locale.ROOT);
    String algorithm = ALGORITHMS.get(name);
    if (algorithm == null) {
      refuse(answer, 400, "unknown algorithm: md5, sha1, sha256 and sha512 are known");
      return;
    }
    try {
      byte[] result;
      if (query.has("hmac")) {
        Optional<byte[]> key = replica.secret().apply(query.get("hmac"));
        if (key.isEmpty() || key.get().length == 0) {
          refuse(answer, 400, "this function has no such secret");
          return;
        }
        String mac = "Hmac" + algorithm.replace("-", "");
        result = signature(call.body(), mac, key.get());
      } else {
        result = digest(call.body(), algorithm);
      }
      answer.header("Content-Type", "text/plain; charset=utf-8");
      String hex = HexFormat.of().formatHex(result);
      answer.body().write((name + "=" + hex + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK lacks " + algorithm, e);
    }
  }

  private static byte[] digest(InputStream body, String algorithm)
      throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance(algorithm);
    byte[] block = new byte[BLOCK];
    for (int read = body.read(block); read >= 0; read = body.read(block)) {
      digest.update(block, 0, read);
    }
    return digest.digest();
  }

  private static byte[] signature(InputStream body, String algorithm, byte[] key)
      throws IOException, GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    byte[] block = new byte[BLOCK];
    for (int read = body.read(block); read >= 0; read = body.read(block)) {
      mac.update(block, 0, read);
    }
    return mac.doFinal();
  }

  private static void refuse(FunctionAnswer answer, int status, String why) throws IOException {
    answer.status(status);
    answer.header("Content-Type", "text/plain; charset=utf-8");
    answer.body().write((why + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
