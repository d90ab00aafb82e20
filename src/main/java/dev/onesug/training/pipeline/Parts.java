package dev.onesug.training.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The folders that a model version is put together from.
 *
 * @param tokenizer the file of the seq2seq model's tokenizer
 * @param prior the folder with the fitted weights of the prior, if there is one
 * @param seq2seq the encoder-decoder before reward-weighted ranking
 */
record Parts(
    Path textEncoder, Path quantizer, Path index, Path tokenizer, Path prior, Path seq2seq) {
  private static final String TEXT_ENCODER = "text-encoder";
  private static final String QUANTIZER = "quantizer";
  private static final String INDEX = "index";
  private static final String SEQ2SEQ = "seq2seq";
  private static final String TOKENIZER = "tokenizer.json";

  /** As the stages of a run leave them. */
  static Parts ofRun(StageStore store) {
    Path index = store.folder(Stage.INDEX);
    return new Parts(
        store.folder(Stage.ALIGN).resolve(TEXT_ENCODER),
        store.folder(Stage.QUANTIZE).resolve(QUANTIZER),
        index.resolve(INDEX),
        index.resolve(TOKENIZER),
        store.folder(Stage.PRIOR),
        store.folder(Stage.SFT).resolve(SEQ2SEQ));
  }

  /** Those of a published version. */
  static Parts ofVersion(Path version) {
    Path seq2seq = version.resolve(SEQ2SEQ);
    return new Parts(
        version.resolve(TEXT_ENCODER),
        version.resolve(QUANTIZER),
        version.resolve(INDEX),
        seq2seq.resolve(TOKENIZER),
        seq2seq,
        seq2seq);
  }

  /** Where a stage leaves an encoder-decoder. */
  static Path seq2seqIn(Path folder) {
    return folder.resolve(SEQ2SEQ);
  }

  /** The same with another encoder-decoder. */
  Parts withSeq2seq(Path other) {
    return new Parts(textEncoder, quantizer, index, tokenizer, prior, other);
  }

  /** What a version is written from. */
  VersionContent content() {
    Map<String, Path> folders = new LinkedHashMap<>();
    folders.put(TEXT_ENCODER, textEncoder);
    folders.put(QUANTIZER, quantizer);
    folders.put(INDEX, index);
    folders.put(SEQ2SEQ, seq2seq);
    return new VersionContent(folders);
  }
}
