package dev.onesug.training.sft;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.Related;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.Sample;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into encoder inputs and targets, by the classes that serve: what a model is trained
 * on is what it will be asked. The one difference is that a sample's own search is left out of what
 * co-occurred with its prefix.
 */
public final class SamplePreparation {
  private final QueryIndex index;
  private final RelatedQueries related;
  private final EncoderInputBuilder inputs;
  private final Function<String, float @Nullable []> vectors;

  /**
   * @param vectors of the prefixes that the index does not know, made beforehand; null for one that
   *     was not
   */
  public SamplePreparation(
      QueryIndex index,
      RelatedQueries related,
      EncoderInputBuilder inputs,
      Function<String, float @Nullable []> vectors) {
    this.index = index;
    this.related = related;
    this.inputs = inputs;
    this.vectors = vectors;
  }

  /** Adds a sample, or says false where its target is not a query that may be suggested. */
  public boolean addTo(SftSamples pool, Sample sample) {
    OptionalInt target = index.find(sample.target());
    if (target.isEmpty()) {
      return false;
    }
    pool.add(input(sample, target.getAsInt()), index.tokens(target.getAsInt()));
    return true;
  }

  /**
   * The encoder input of a sample.
   *
   * @param target id of the sample's query in the index
   */
  public int[] input(Sample sample, int target) {
    Prefix prefix = new Prefix(sample.prefix());
    int[][] tokens =
        Arrays.stream(relatedTo(prefix, target).ids())
            .mapToObj(index::tokens)
            .toArray(int[][]::new);
    return inputs.build(prefix, tokens, new UserContext(sample.history(), sample.profile()));
  }

  private Related relatedTo(Prefix prefix, int target) {
    float[] vector = index.isKnown(prefix.text()) ? null : vectors.apply(prefix.text());
    return vector == null
        ? related.lookupExcluding(prefix, target)
        : related.lookup(prefix, vector);
  }
}
