package io.fairlead.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.files.KeptFile;

/** The envelope of what is kept on disk: a JSON object with the version of its form. */
final class KeptJson {

  private KeptJson() {}

  /** The object, where this program knows its form. */
  static JsonNode root(ObjectMapper json, String text, int newest)
      throws KeptFile.Damaged, KeptFile.FromNewerVersion {
    JsonNode root;
    try {
      root = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new KeptFile.Damaged(e.getOriginalMessage());
    }
    int version = root.path("version").asInt(0);
    if (version > newest) {
      throw new KeptFile.FromNewerVersion();
    }
    if (version < 1) {
      throw new KeptFile.Damaged("it names no version");
    }
    return root;
  }
}
