package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.model.text.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the related queries of a prefix (paper section 3.1). What is stored of a known prefix is
 * only read; an unseen one is embedded, quantised and searched fine to coarse. Safe for concurrent
 * use if the text encoder is.
 */
public final class RelatedQueries {
  private final QueryIndex index;
  private final RqVae quantizer;
  private final Function<String, float[]> textEncoder;

  /**
   * @param textEncoder text to unit vector; where serving asks, of unseen prefixes only
   */
  public RelatedQueries(QueryIndex index, RqVae quantizer, Function<String, float[]> textEncoder) {
    this.index = index;
    this.quantizer = quantizer;
    this.textEncoder = textEncoder;
  }

  /** What serving asks. */
  public Related lookup(Prefix prefix) {
    KnownPrefix known = index.known(prefix.text());
    return known == null ? encoded(prefix) : known.related();
  }

  /**
   * What training asks: as it was before one search of the target was counted. If a sample is the
   * only observation of its target under its prefix, the target is not among what co-occurs with
   * it, nor in the prefix's vector, as it would not be when the prefix is served before that
   * search. Otherwise a model would learn that the answer is always in its input.
   *
   * @param target id of the sample's query
   */
  public Related lookupExcluding(Prefix prefix, int target) {
    KnownPrefix known = index.known(prefix.text());
    if (known == null) {
      return lookup(prefix);
    }
    if (Arrays.stream(known.counts()).sum() <= index.settings().minimumObservations()) {
      // Without this search it would not be known.
      return encoded(prefix);
    }
    for (int i = 0; i < known.counts().length; i++) {
      if (known.coOccurring()[i] == target && known.counts()[i] == 1) {
        return without(prefix, known, target);
      }
    }
    return known.related();
  }

  /**
   * The unit vector of a prefix as the text encoder has it, known or not: nothing that followed it
   * is mixed in.
   */
  public float[] vector(Prefix prefix) {
    return textEncoder.apply(prefix.text());
  }

  /**
   * The queries nearest to a vector by its semantic ID, fine to coarse.
   *
   * @param vector of unit length
   */
  public List<NearQuery> nearest(float[] vector, int count) {
    return index.nearest(quantizer.quantize(vector), vector, count);
  }

  private Related without(Prefix prefix, KnownPrefix known, int target) {
    int[] others = Arrays.stream(known.coOccurring()).filter(query -> query != target).toArray();
    float[] blended =
        new PrefixVector(index.settings(), index::vector)
            .blended(textEncoder.apply(prefix.text()), others);
    return around(index, quantizer, prefix.text(), blended, Related.Source.KNOWN, others);
  }

  private Related encoded(Prefix prefix) {
    float[] vector = textEncoder.apply(prefix.text());
    return around(index, quantizer, prefix.text(), vector, Related.Source.ENCODED);
  }

  /** The one way in which related queries are found and mixed, for stored and for new ones. */
  static Related around(
      QueryIndex index,
      RqVae quantizer,
      String prefix,
      float[] vector,
      Related.Source source,
      int... coOccurring) {
    RelatedSettings settings = index.settings();
    SemanticId id = quantizer.quantize(vector);
    List<NearQuery> near = index.nearest(id, vector, Math.max(settings.k(), settings.near()));
    List<RelatedQuery> mixed =
        new RelatedMix(settings)
            .add(
                Origin.SEMANTIC,
                near.stream().limit(settings.k()).mapToInt(NearQuery::query).toArray())
            .add(Origin.CO_OCCURRENCE, coOccurring)
            .add(Origin.LEXICAL, index.completions(prefix, settings.k()))
            .mixed();
    return new Related(id, mixed, near.subList(0, Math.min(near.size(), settings.near())), source);
  }
}
