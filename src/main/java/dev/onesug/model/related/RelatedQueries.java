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
   * @param textEncoder text to unit vector; asked for unseen prefixes only
   */
  public RelatedQueries(QueryIndex index, RqVae quantizer, Function<String, float[]> textEncoder) {
    this.index = index;
    this.quantizer = quantizer;
    this.textEncoder = textEncoder;
  }

  /** What serving asks. */
  public Related lookup(Prefix prefix) {
    KnownPrefix known = index.known(prefix.text());
    return known == null ? encoded(prefix, textEncoder.apply(prefix.text())) : known.related();
  }

  /**
   * As {@link #lookup(Prefix)} for callers that embed many unseen prefixes at once.
   *
   * @param vector the text encoder's vector of the prefix; unused if the prefix is known
   */
  public Related lookup(Prefix prefix, float[] vector) {
    KnownPrefix known = index.known(prefix.text());
    return known == null ? encoded(prefix, vector) : known.related();
  }

  /**
   * What training asks: if a sample is the only observation of its target under its prefix, the
   * target is not among the co-occurring queries, as it would not be when the prefix is served
   * before that search. Otherwise a model would learn that the answer is always in its input.
   *
   * <p>The stored semantic ID is not computed anew without the target: one of at most k terms of
   * its mean.
   *
   * @param target id of the sample's query
   */
  public Related lookupExcluding(Prefix prefix, int target) {
    KnownPrefix known = index.known(prefix.text());
    if (known == null) {
      return lookup(prefix);
    }
    for (int i = 0; i < known.counts().length; i++) {
      if (known.coOccurring()[i] == target && known.counts()[i] == 1) {
        return without(prefix, known, target);
      }
    }
    return known.related();
  }

  private Related without(Prefix prefix, KnownPrefix known, int target) {
    int[] semantic =
        known.related().queries().stream()
            .filter(query -> query.origin() == Origin.SEMANTIC)
            .mapToInt(RelatedQuery::query)
            .toArray();
    int[] coOccurring =
        Arrays.stream(known.coOccurring()).filter(query -> query != target).toArray();
    return new Related(
        known.related().semanticId(),
        mix(index, prefix.text(), semantic, coOccurring),
        Related.Source.KNOWN);
  }

  private Related encoded(Prefix prefix, float[] vector) {
    SemanticId id = quantizer.quantize(vector);
    int[] semantic = index.nearest(id, vector, index.settings().k());
    return new Related(id, mix(index, prefix.text(), semantic), Related.Source.ENCODED);
  }

  /** The one way in which related queries are mixed, for stored and for new ones. */
  static List<RelatedQuery> mix(
      QueryIndex index, String prefix, int[] semantic, int... coOccurring) {
    return new RelatedMix(index.settings())
        .semantic(semantic)
        .others(Origin.CO_OCCURRENCE, coOccurring)
        .others(Origin.LEXICAL, index.completions(prefix, index.settings().k()))
        .mixed();
  }
}
