package dev.onesug.training.evaluation;

import java.util.Set;
import org.apache.lucene.search.suggest.InputIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The query counts as Lucene's suggesters read them: the count is the weight. */
final class CountedInput implements InputIterator {
  private final QueryCounts queries;
  private int position = -1;

  CountedInput(QueryCounts queries) {
    this.queries = queries;
  }

  @Override
  public @Nullable BytesRef next() {
    position++;
    return position < queries.size() ? new BytesRef(queries.query(position)) : null;
  }

  @Override
  public long weight() {
    return queries.count(position);
  }

  @Override
  public @Nullable BytesRef payload() {
    return null;
  }

  @Override
  public boolean hasPayloads() {
    return false;
  }

  @Override
  public @Nullable Set<BytesRef> contexts() {
    return null;
  }

  @Override
  public boolean hasContexts() {
    return false;
  }
}
