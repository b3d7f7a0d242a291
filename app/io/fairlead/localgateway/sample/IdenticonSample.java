package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.http.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Draws a symmetric picture from the hash of a name, as a PNG with a palette of two colours. */
final class IdenticonSample implements Sample {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int CELLS = 5;
  private static final int LONGEST = 4096;

  @Override
  public void serve(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    byte[] name = call.body().readNBytes(LONGEST);
    if (name.length == 0) {
      name = (query.has("name") ? query.get("name") : "fairlead").getBytes(StandardCharsets.UTF_8);
    }
    String asked =
        query.has("size") ? query.get("size") : replica.environment().getOrDefault("size", "240");
    int size = asked.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(asked), 16, 1024) : 240;
    answer.header("Content-Type", "image/png");
    answer.body().write(png(hash(name), size));
  }

  /** PNG with one bit a pixel (PNG specification, colour type 3). */
  private static byte[] png(byte[] hash, int size) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream(1024);
    png.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(size).putInt(size);
    header.put((byte) 1).put((byte) 3).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(png, "IHDR", header.array());
    byte[] palette = {
      (byte) 0xf2, (byte) 0xf2, (byte) 0xf2, dim(hash[0]), dim(hash[1]), dim(hash[2])
    };
    chunk(png, "PLTE", palette);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(512);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      byte[] row = new byte[1 + (size + 7) / 8];
      for (int y = 0; y < size; y++) {
        Arrays.fill(row, (byte) 0);
        for (int x = 0; x < size; x++) {
          if (isSet(hash, x, y, size)) {
            row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
          }
        }
        deflater.write(row);
      }
    }
    chunk(png, "IDAT", packed.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static boolean isSet(byte[] hash, int x, int y, int size) {
    int margin = size / (2 * (CELLS + 1));
    int inner = size - 2 * margin;
    int column = (x - margin) * CELLS / inner;
    int line = (y - margin) * CELLS / inner;
    if (x < margin || y < margin || column >= CELLS || line >= CELLS) {
      return false;
    }
    int mirrored = Math.min(column, CELLS - 1 - column);
    int bit = 24 + line * 3 + mirrored;
    return (hash[bit / 8] >> (bit % 8) & 1) == 1;
  }

  private static byte dim(byte colour) {
    // Dark enough to stand out from the light ground.
    return (byte) (40 + (colour & 0xff) * 140 / 255);
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    png.write(ByteBuffer.allocate(4).putInt(data.length).array());
    png.write(name);
    png.write(data);
    png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] hash(byte[] name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
