package dev.onesug.training.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.search.suggest.analyzing.FuzzySuggester;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene's {@link FuzzySuggester} with its defaults: completions of anything within one edit of the
 * typed text, the first letter excepted. It lies in memory.
 */
public final class LuceneFuzzy implements Suggester {
  private final FuzzySuggester lucene;

  public LuceneFuzzy(QueryCounts queries) {
    lucene = new FuzzySuggester(new ByteBuffersDirectory(), "fuzzy", new StandardAnalyzer());
    try {
      lucene.build(new CountedInput(queries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "Lucene fuzzy";
  }

  @Override
  public String description() {
    return "FuzzySuggester over the queries of the training log, weighted by searches.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return lucene.lookup(request.prefix(), null, false, limit).stream()
        .map(result -> result.key.toString())
        .toList();
  }
}
