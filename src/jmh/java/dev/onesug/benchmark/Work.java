package dev.onesug.benchmark;

/** What is searched for, with {@value Searcher#BEAM} hypotheses and as many results. */
public enum Work {
  /**
   * A fixed amount: the start token, fed to one hypothesis, then {@value Searcher#STEPS} steps of
   * {@value Searcher#BEAM} hypotheses each. Ours scores {@value Searcher#ALLOWED_TOKENS} allowed
   * tokens after each hypothesis, another list of them at each step; the peer scores the
   * vocabulary.
   */
  FIXED(
      "%d input tokens; the start token, then %d forced steps of %d hypotheses; ours scores %d"
          + " allowed tokens after each, ONNX Runtime the vocabulary"),
  /**
   * Prefixes of every length over a trie of 42,000 generated queries, with a prior from popularity
   * and the typed text; nothing is known of a prefix before. The peer searches the vocabulary, for
   * as many steps as the longest of the wanted queries has tokens.
   */
  REAL(
      "%d input tokens, prefixes of mixed length over a trie of 42,000 generated queries, cold; ONNX"
          + " Runtime searches the vocabulary, as long as the longest answer is");

  private final String text;

  Work(String text) {
    this.text = text;
  }

  /** For people. */
  String describe() {
    return text.formatted(
        Geometry.INPUT_TOKENS, Searcher.STEPS, Searcher.BEAM, Searcher.ALLOWED_TOKENS);
  }
}
