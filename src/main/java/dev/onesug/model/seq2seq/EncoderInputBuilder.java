package dev.onesug.model.seq2seq;

import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one builder of encoder inputs, for training, evaluation and serving: {@code [CLS] prefix
 * [SEP] related [SEP] history [SEP] profile} (paper section 3.2), with {@code [Q]} between the
 * queries of a part. All three {@code [SEP]} are always there, so that a part is known by its
 * place. Safe for concurrent use.
 *
 * <p>Over the limit it drops, in this order: history, the oldest first; related queries, the last
 * first; the front of the prefix, down to its last {@value #LEAST_PREFIX_TOKENS} tokens; the end of
 * the profile.
 */
public final class EncoderInputBuilder {
  private static final int LEAST_PREFIX_TOKENS = 32;

  /** {@code [CLS]} and three {@code [SEP]}. */
  private static final int FRAME_TOKENS = 4;

  private final QueryTokenizer tokenizer;
  private final CutWord cutWord;
  private final int limit;
  private final int maxHistory;
  private final int input;
  private final int part;
  private final int query;

  /**
   * @throws IllegalArgumentException if the configuration's limit leaves no room for the prefix, or
   *     the tokenizer does not belong to it
   */
  public EncoderInputBuilder(QueryTokenizer tokenizer, Seq2SeqConfig config) {
    this.tokenizer = tokenizer;
    this.cutWord = config.cutWord();
    this.limit = config.maxInputTokens();
    this.maxHistory = config.maxHistory();
    if (limit < FRAME_TOKENS + LEAST_PREFIX_TOKENS) {
      throw new IllegalArgumentException(
          "onesug_max_input_tokens: "
              + limit
              + " (expected: at least "
              + (FRAME_TOKENS + LEAST_PREFIX_TOKENS)
              + ")");
    }
    if (tokenizer.size() > config.vocabularySize()) {
      throw new IllegalArgumentException(
          "vocab_size: "
              + config.vocabularySize()
              + " (expected: at least the tokenizer's "
              + tokenizer.size()
              + ")");
    }
    this.input = tokenizer.id(SpecialToken.INPUT);
    this.part = tokenizer.id(SpecialToken.PART);
    this.query = tokenizer.id(SpecialToken.QUERY);
  }

  /**
   * Builds an input from texts.
   *
   * @param related token ids of each related query, the best first
   */
  public int[] build(Prefix prefix, int[][] related, UserContext user) {
    return build(
        prefix,
        related,
        tokenizer.encodeAll(user.history().queries().stream().limit(maxHistory).toList()),
        profileTokens(user.profile()));
  }

  /**
   * Builds an input from what the caller has tokenised before.
   *
   * @param related token ids of each related query, the best first
   * @param history token ids of each earlier query, the most recent first
   * @param profile what {@link #profileTokens} returned
   */
  public int[] build(Prefix prefix, int[][] related, List<int[]> history, int[] profile) {
    int room = limit - FRAME_TOKENS;
    int[] p = prefixTokens(prefix);
    int roomForProfile = room - Math.min(p.length, LEAST_PREFIX_TOKENS);
    int[] u = Arrays.copyOf(profile, Math.min(profile.length, roomForProfile));
    room -= u.length;
    p = Arrays.copyOfRange(p, Math.max(0, p.length - room), p.length);
    room -= p.length;
    int[] hp = joined(Arrays.asList(related), room);
    room -= hp.length;
    int[] hu = joined(history.subList(0, Math.min(maxHistory, history.size())), room);
    return Stream.of(
            new int[] {input}, p, new int[] {part}, hp, new int[] {part}, hu, new int[] {part}, u)
        .flatMapToInt(IntStream::of)
        .toArray();
  }

  /** The token ids of the profile's known fields. */
  public int[] profileTokens(Profile profile) {
    return tokenizer.encode(String.join(" ", profile.fields()));
  }

  private int[] prefixTokens(Prefix prefix) {
    if (cutWord == CutWord.WORD_PIECE) {
      return tokenizer.encode(prefix.text());
    }
    return IntStream.concat(
            IntStream.of(tokenizer.encode(prefix.completeWords())),
            IntStream.of(tokenizer.encodeCharacters(prefix.cutWord())))
        .toArray();
  }

  /** As many queries as fit, from the first on, with separators between them. */
  private int[] joined(List<int[]> queries, int room) {
    List<int[]> parts = new ArrayList<>();
    int length = 0;
    for (int[] tokens : queries) {
      if (tokens.length > 0) {
        int separator = parts.isEmpty() ? 0 : 1;
        length += separator + tokens.length;
        if (length > room) {
          break;
        }
        if (separator > 0) {
          parts.add(new int[] {query});
        }
        parts.add(tokens);
      }
    }
    return parts.stream().flatMapToInt(IntStream::of).toArray();
  }
}
