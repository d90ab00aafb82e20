package dev.onesug.benchmark;

import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;

/** The sizes of a model. */
public enum Geometry {
  /** For one core and 30 ms a keystroke. */
  S(8_192, 256, 4, 2, 8, 1_024),
  /** BART-base. */
  B(50_265, 768, 6, 6, 12, 3_072);

  static final int INPUT_TOKENS = 64;
  static final int START_TOKEN = 1;
  static final int END_TOKEN = 2;

  /** Below it all ids are special. */
  static final int FIRST_TOKEN = 4;

  private static final int MOST_POSITIONS = 128;
  private static final int MOST_HISTORY = 10;

  private final int vocabulary;
  private final int width;
  private final int encoderLayers;
  private final int decoderLayers;
  private final int heads;
  private final int feedForward;

  Geometry(
      int vocabulary, int width, int encoderLayers, int decoderLayers, int heads, int feedForward) {
    this.vocabulary = vocabulary;
    this.width = width;
    this.encoderLayers = encoderLayers;
    this.decoderLayers = decoderLayers;
    this.heads = heads;
    this.feedForward = feedForward;
  }

  Seq2SeqConfig config() {
    return new Seq2SeqConfig(
        vocabulary,
        width,
        encoderLayers,
        decoderLayers,
        heads,
        heads,
        feedForward,
        feedForward,
        MOST_POSITIONS,
        "gelu",
        false,
        0,
        START_TOKEN,
        END_TOKEN,
        CutWord.CHARACTERS,
        INPUT_TOKENS,
        MOST_HISTORY);
  }

  /** For people. */
  String describe() {
    return "d=%d, %d heads, ff %d, %d + %d layers, vocabulary %d"
        .formatted(width, heads, feedForward, encoderLayers, decoderLayers, vocabulary);
  }
}
