package dev.onesug.training.evaluation.completion;

import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.descent.LengthBuckets;
import dev.onesug.training.descent.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The query, given its beginning: mean cross-entropy of its tokens over the whole vocabulary. Every
 * pass sees every distinct query once, cut anew. What is learned is a language model of queries, as
 * decision 4 asks of a model that is to know queries that no trie holds.
 */
final class CompletionObjective implements Objective {
  private static final int DEV_BATCH = 64;
  private static final int[][] NO_RELATED = {};

  private final Seq2SeqConfig config;
  private final EncoderInputBuilder inputs;
  private final DescentSettings settings;
  private final List<String> queries;
  private final List<int[]> targets;
  private final Pairs dev;
  private Pairs pass;

  /** [pair] each. */
  private record Pairs(List<int[]> inputs, List<int[]> targets) {
    int inputLength(int pair) {
      return inputs.get(pair).length;
    }

    Seq2SeqBatch batch(Seq2SeqConfig config, int[] members) {
      return Seq2SeqBatch.of(
          config,
          Arrays.stream(members).mapToObj(inputs::get).toList(),
          Arrays.stream(members).mapToObj(targets::get).toList());
    }
  }

  /**
   * @param queries distinct, of two code points or more
   * @param dev what is measured on
   */
  CompletionObjective(
      Seq2SeqConfig config,
      QueryTokenizer tokenizer,
      DescentSettings settings,
      List<String> queries,
      List<CompletionTrial> dev) {
    this.config = config;
    this.inputs = new EncoderInputBuilder(tokenizer, config);
    this.settings = settings;
    this.queries = queries;
    this.targets = tokenizer.encodeAll(queries);
    this.dev =
        new Pairs(
            dev.stream().map(trial -> input(trial.prefix())).toList(),
            tokenizer.encodeAll(dev.stream().map(CompletionTrial::target).toList()));
    this.pass = this.dev;
  }

  private int[] input(String prefix) {
    return inputs.build(new Prefix(prefix), NO_RELATED, UserContext.ANONYMOUS);
  }

  @Override
  public int size() {
    return queries.size();
  }

  @Override
  public List<int[]> batches(int number) {
    Random random = new Random(settings.seed() * 1_000_003 + number);
    pass =
        new Pairs(
            queries.stream()
                .map(query -> input(CompletionTrial.cut(query, 1, random).prefix()))
                .toList(),
            targets);
    return LengthBuckets.batches(
        size(), pass::inputLength, settings.batchSize(), settings.seed(), number);
  }

  @Override
  public String lossMethod() {
    return "loss";
  }

  @Override
  public Batch batch(int[] members) {
    Seq2SeqBatch batch = pass.batch(config, members);
    return new Batch(batch::tensors, batch.computedTokens());
  }

  @Override
  public Measurement measure(Seq2SeqModel model) {
    double sum = 0;
    long tokens = 0;
    for (int[] members :
        LengthBuckets.batches(dev.inputs.size(), dev::inputLength, DEV_BATCH, 0, 0)) {
      Seq2SeqBatch batch = dev.batch(config, members);
      sum += model.loss(batch) * batch.targetTokens();
      tokens += batch.targetTokens();
    }
    return new Measurement(sum / tokens);
  }
}
