package dev.onesug.model.text;

import java.util.List;

/**
 * The tokens that no text can contain, with the names they go by: ours first, then those of other
 * tokenizers that play the same part. A tokenizer that we make numbers ours in this order.
 */
public enum SpecialToken {
  PADDING("[PAD]", "<pad>"),
  UNKNOWN("[UNK]", "<unk>"),
  /** First token of the seq2seq encoder's input. */
  INPUT("[CLS]", "<s>"),
  /** Closes a part of the input: prefix, related queries, history. */
  PART("[SEP]", "</s>"),
  /** Stands between two queries of one part. */
  QUERY("[Q]", "[SEP]", "</s>"),
  /** First token that the decoder is fed. */
  START("[BOS]", "[CLS]", "</s>"),
  /** Last token that the decoder writes. */
  END("[EOS]", "[SEP]", "</s>");

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
  private final List<String> names;

  SpecialToken(String... names) {
    this.names = List.of(names);
  }

  /** The name in tokenizers that we make. */
  public String text() {
    return names.get(0);
  }

  List<String> names() {
    return names;
  }
}
