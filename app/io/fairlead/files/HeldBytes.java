package io.fairlead.files;

/** Bytes in memory. */
final class HeldBytes implements Bytes {

  private final byte[] content;

  HeldBytes(byte[] content) {
    this.content = content;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) {
    int count = Math.clamp(content.length - at, 0, length);
    System.arraycopy(content, (int) Math.min(at, content.length), into, offset, count);
    return count;
  }
}
