package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.SessionPairs.Visit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The last pass over a log: writes the four files of a folder of samples. */
final class SampleWriter implements AutoCloseable {
  private final SampleFolder folder;
  private final Known known;
  private final long boundaryMillis;
  private final PrefixCut cut;
  private final Samples.Writer trainFile;
  private final Samples.Writer testFile;
  private final UserHistories histories = new UserHistories();
  private final Map<String, Integer> queryCounts = new HashMap<>();
  private final Map<Integer, List<Visit>> sessions = new HashMap<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private long train;
  private long test;

  /**
   * What the passes before found.
   *
   * @param profiles by user
   */
  record Known(Map<String, Profile> profiles, ClickRates rates, Discretion discretion) {}

  SampleWriter(SampleFolder folder, Known known, long boundaryMillis, long seed)
      throws IOException {
    this.folder = folder;
    this.known = known;
    this.boundaryMillis = boundaryMillis;
    cut = new PrefixCut(seed);
    trainFile = Samples.writer(folder.train());
    testFile = Samples.writer(folder.test());
  }

  void add(Search search) {
    String typed = Prefix.of(search.prefix()).text();
    String query = QueryText.normalise(search.query());
    if (!hasPermittedLength(query) || !hasPermittedLength(typed)) {
      drop("length");
      return;
    }
    long instantMillis = search.time().toEpochMilli();
    History history = histories.before(search.user(), instantMillis);
    int session = histories.add(search.user(), query, instantMillis);
    boolean learned = instantMillis < boundaryMillis;
    Optional<String> refusal = known.discretion.refusal(query, typed, learned);
    if (refusal.isPresent()) {
      drop(refusal.get());
    } else {
      Sample sample = sample(search, typed, query, history);
      write(known.discretion.permitted(sample, learned), session);
    }
  }

  private static boolean hasPermittedLength(String text) {
    int codePoints = text.codePointCount(0, text.length());
    return codePoints >= 1 && codePoints <= QueryText.MAX_CODE_POINTS;
  }

  private void drop(String reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  private Sample sample(Search search, String typed, String query, History history) {
    List<String> shown = normalised(search.shown());
    return new Sample(
        cut.cut(typed),
        query,
        search.level(),
        history.queries(),
        history.inSession(),
        known.profiles.getOrDefault(search.user(), Profile.UNKNOWN),
        search.time().toEpochMilli(),
        shown,
        normalised(search.recalled()),
        rates(typed, query, shown));
  }

  private static List<String> normalised(List<String> queries) {
    return queries.stream().map(QueryText::normalise).toList();
  }

  private Sample.Rates rates(String typed, String query, List<String> shown) {
    return new Sample.Rates(
        known.rates.of(typed, query),
        known.rates.of(typed),
        shown.stream().map(other -> known.rates.of(typed, other)).toList());
  }

  private void write(Sample sample, int session) {
    try {
      if (sample.instantMillis() >= boundaryMillis) {
        testFile.write(sample);
        test++;
      } else {
        trainFile.write(sample);
        train++;
        queryCounts.merge(sample.target(), 1, Integer::sum);
        sessions
            .computeIfAbsent(session, s -> new ArrayList<>(2))
            .add(new Visit(sample.target(), sample.level() == BehaviourLevel.ORDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what is known only at the end. */
  void finish() throws IOException {
    SessionPairs pairs = new SessionPairs();
    sessions.values().forEach(pairs::add);
    pairs.write(folder);
    try (BufferedWriter lines = JsonLines.writer(folder.queries())) {
      for (Map.Entry<String, Integer> query : mostFrequentFirst()) {
        lines.write(query.getKey() + '\t' + query.getValue() + '\n');
      }
    }
  }

  private List<Map.Entry<String, Integer>> mostFrequentFirst() {
    return queryCounts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /** Searches that gave no sample, by reason. */
  Map<String, Long> dropped() {
    return dropped;
  }

  long train() {
    return train;
  }

  long test() {
    return test;
  }

  /** Different queries that may be suggested. */
  int queries() {
    return queryCounts.size();
  }

  @Override
  public void close() throws IOException {
    try (testFile) {
      trainFile.close();
    }
  }
}
