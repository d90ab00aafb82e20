package dev.onesug.model.prior;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model version was trained to assume before its model is asked: {@code search.json}.
 *
 * @param leaving how searches come to a text that is not their beginning
 * @param evidence what the user's history counts
 */
public record PriorWeights(LeavingWeights leaving, EvidenceWeights evidence) {

  public PriorWeights {
    Objects.requireNonNull(leaving, "leaving: absent (expected: weights)");
    Objects.requireNonNull(evidence, "evidence: absent (expected: weights)");
  }

  /**
   * Reads the weights of a version.
   *
   * @throws IOException if the file cannot be read, or holds no such weights; it names the file
   */
  public static PriorWeights read(Path file) throws IOException {
    try {
      return JsonMapper.shared().readValue(Files.readAllBytes(file), PriorWeights.class);
    } catch (JacksonException e) {
      throw new IOException(file + ": not the weights of a prior: " + e.getOriginalMessage(), e);
    }
  }
}
