package dev.onesug.training.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.search.suggest.analyzing.AnalyzingInfixSuggester;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene's {@link AnalyzingInfixSuggester} with its defaults: every typed word must occur, the last
 * one as the beginning of any word. The index lies in memory.
 */
public final class LuceneInfix implements Suggester {
  private final AnalyzingInfixSuggester lucene;

  public LuceneInfix(QueryCounts queries) {
    try {
      lucene = new AnalyzingInfixSuggester(new ByteBuffersDirectory(), new StandardAnalyzer());
      lucene.build(new CountedInput(queries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "Lucene infix";
  }

  @Override
  public String description() {
    return "AnalyzingInfixSuggester over the queries of the training log, weighted by searches.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    try {
      return lucene.lookup(request.prefix(), limit, true, false).stream()
          .map(result -> result.key.toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lucene.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
