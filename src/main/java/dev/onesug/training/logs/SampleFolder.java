package dev.onesug.training.logs;

import java.nio.file.Path;

/**
 * What the samples stage leaves behind.
 *
 * @param path the folder
 */
public record SampleFolder(Path path) {
  /** Samples of the training window. */
  public Path train() {
    return path.resolve("train.jsonl");
  }

  /** Samples of the last days. */
  public Path test() {
    return path.resolve("test.jsonl");
  }

  /** {@code query<TAB>count} of the training window, most frequent first. */
  public Path queries() {
    return path.resolve("queries.tsv");
  }

  /** Queries of one session in the training window: see {@link SessionPairs.Pair}. */
  public Path queryPairs() {
    return path.resolve("query-pairs.tsv");
  }
}
