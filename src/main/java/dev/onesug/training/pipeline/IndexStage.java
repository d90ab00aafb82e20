package dev.onesug.training.pipeline;

import dev.onesug.model.related.IndexBuilder;
import dev.onesug.model.related.IndexedQuery;
import dev.onesug.model.related.ObservedPrefix;
import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TokenText;
import dev.onesug.training.embed.TextVectors;
import dev.onesug.training.logs.CoOccurrences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides which queries may be suggested and gathers what the index stores of them and of the
 * prefixes that are known.
 *
 * @param tokenizer of the seq2seq model
 * @param maxTargetTokens longer queries are left out
 */
record IndexStage(QueryTokenizer tokenizer, int maxTargetTokens, RelatedSettings settings) {

  /**
   * @param queries that may be suggested
   * @param unspellable queries left out because the vocabulary lacks a character of theirs, or
   *     because they are too long
   * @param observedPrefixes distinct prefixes of the training samples
   * @param knownPrefixes of these, how many are frequent enough to be stored
   */
  record Report(int queries, int unspellable, int observedPrefixes, int knownPrefixes) {}

  Report build(
      Map<String, Long> counts,
      TextVectors queryVectors,
      CoOccurrences together,
      TextVectors prefixVectors,
      RqVae quantizer,
      Path folder)
      throws IOException {
    TokenText tokenText = TokenText.of(tokenizer);
    List<IndexedQuery> queries = new ArrayList<>();
    counts.forEach(
        (text, count) -> {
          int[] tokens = tokenizer.encode(text);
          if (tokens.length <= maxTargetTokens && tokenText.spells(tokens, text)) {
            queries.add(new IndexedQuery(text, (int) Math.min(count, Integer.MAX_VALUE), tokens));
          }
        });
    List<ObservedPrefix> known =
        settings.known(
            together.prefixes().stream().map(prefix -> observed(together, prefix)).toList());
    new IndexBuilder(quantizer, settings)
        .queries(queries, vectors(queryVectors, queries.stream().map(IndexedQuery::text).toList()))
        .sessions(query -> counts(together.ofQuery(query)))
        .prefixes(known, vectors(prefixVectors, known.stream().map(ObservedPrefix::text).toList()))
        .write(folder);
    return new Report(
        queries.size(), counts.size() - queries.size(), together.prefixes().size(), known.size());
  }

  private static ObservedPrefix observed(CoOccurrences together, String prefix) {
    return new ObservedPrefix(prefix, counts(together.ofPrefix(prefix)));
  }

  private static Map<String, Integer> counts(List<CoOccurrences.Counted> counted) {
    return counted.stream()
        .collect(Collectors.toMap(CoOccurrences.Counted::query, CoOccurrences.Counted::count));
  }

  private static List<float[]> vectors(TextVectors vectors, List<String> texts) {
    return texts.stream().map(vectors::vector).toList();
  }
}
