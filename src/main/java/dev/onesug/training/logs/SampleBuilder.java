package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.SessionPairs.Visit;
import dev.onesug.training.progress.Progress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a log into samples, split by time: what happened in the last days is for the test, and
 * neither counts, nor rates, nor co-occurrences know of it. Three passes: the first finds the
 * boundary, the second counts what was shown and chosen, the third writes.
 */
public final class SampleBuilder {
  private static final int PROGRESS_LINES = 5000;

  private final SampleSettings settings;

  public SampleBuilder(SampleSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads a log and writes a folder of samples; what stood there is replaced.
   *
   * @throws MalformedLogException if too many lines do not parse
   * @throws IllegalArgumentException if the log holds no usable search or is too short for the test
   *     window
   */
  public SampleReport build(LogFolder log, SampleFolder out, Progress progress) throws IOException {
    SearchLog searches = new SearchLog(log, settings.malformedLimit());
    Survey survey = new Survey();
    SearchLog.Reading reading = searches.forEach(survey::add);
    Instant boundary = survey.boundary(settings.testDays());
    Impressions impressions = new Impressions();
    searches.forEach(search -> survey.addImpressions(search, boundary, impressions));
    Examination examination = Examination.estimate(impressions);
    ClickRates rates = ClickRates.of(impressions, examination);

    try (Output output =
        new Output(out, searches.profiles(), rates, boundary.toEpochMilli(), settings.seed())) {
      long[] done = {0};
      searches.forEach(
          search -> {
            output.add(search);
            if (++done[0] % PROGRESS_LINES == 0) {
              progress.update(done[0], reading.searches(), "samples");
            }
          });
      output.finish();
      progress.update(reading.searches(), reading.searches(), "samples");
      return output.report(reading, survey, boundary, examination);
    }
  }

  private static boolean permitted(String query) {
    int codePoints = query.codePointCount(0, query.length());
    return codePoints >= 1 && codePoints <= QueryText.MAX_CODE_POINTS;
  }

  /** First two passes: the span of time, and what was shown in it. */
  private static final class Survey {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(Search search) {
      first = search.time().isBefore(first) ? search.time() : first;
      last = search.time().isAfter(last) ? search.time() : last;
    }

    Instant boundary(int testDays) {
      if (first.isAfter(last)) {
        throw new IllegalArgumentException("searches: 0 in the log (expected: 1 or more)");
      }
      Instant boundary = last.truncatedTo(ChronoUnit.DAYS).minus(testDays - 1L, ChronoUnit.DAYS);
      if (!first.isBefore(boundary)) {
        throw new IllegalArgumentException(
            "testDays: "
                + testDays
                + " (expected: fewer days than the log spans, "
                + first
                + " to "
                + last
                + ")");
      }
      return boundary;
    }

    void addImpressions(Search search, Instant boundary, Impressions impressions) {
      if (search.time().isBefore(boundary)) {
        Integer clicked = search.clicked();
        impressions.add(
            Prefix.of(search.prefix()).text(),
            normalised(search.shown()),
            clicked == null ? -1 : clicked);
      }
    }
  }

  /** Third pass: the files. */
  private static final class Output implements AutoCloseable {
    private final SampleFolder folder;
    private final Map<String, Profile> profiles;
    private final ClickRates rates;
    private final long boundaryMillis;
    private final PrefixCut cut;
    private final Samples.Writer trainFile;
    private final Samples.Writer testFile;
    private final UserHistories histories = new UserHistories();
    private final Map<String, Integer> queryCounts = new HashMap<>();
    private final Map<Integer, List<Visit>> sessions = new HashMap<>();
    private long train;
    private long test;
    private long dropped;

    Output(
        SampleFolder folder,
        Map<String, Profile> profiles,
        ClickRates rates,
        long boundaryMillis,
        long seed)
        throws IOException {
      this.folder = folder;
      this.profiles = profiles;
      this.rates = rates;
      this.boundaryMillis = boundaryMillis;
      cut = new PrefixCut(seed);
      trainFile = Samples.writer(folder.train());
      testFile = Samples.writer(folder.test());
    }

    void add(Search search) {
      String typed = Prefix.of(search.prefix()).text();
      String query = QueryText.normalise(search.query());
      if (!permitted(query) || !permitted(typed)) {
        dropped++;
        return;
      }
      long instantMillis = search.time().toEpochMilli();
      List<String> shown = normalised(search.shown());
      History history = histories.before(search.user(), instantMillis);
      Sample sample =
          new Sample(
              cut.cut(typed),
              query,
              search.level(),
              history.queries(),
              history.inSession(),
              profiles.getOrDefault(search.user(), Profile.UNKNOWN),
              instantMillis,
              shown,
              normalised(search.recalled()),
              rates(typed, query, shown));
      write(sample, histories.add(search.user(), query, instantMillis));
    }

    private Sample.Rates rates(String typed, String query, List<String> shown) {
      return new Sample.Rates(
          rates.of(typed, query),
          rates.of(typed),
          shown.stream().map(other -> rates.of(typed, other)).toList());
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

    SampleReport report(
        SearchLog.Reading reading, Survey survey, Instant boundary, Examination examination) {
      return new SampleReport(
          reading,
          dropped,
          train,
          test,
          boundary,
          survey.first,
          survey.last,
          examination.chances());
    }

    @Override
    public void close() throws IOException {
      try (testFile) {
        trainFile.close();
      }
    }
  }

  private static List<String> normalised(List<String> queries) {
    return queries.stream().map(QueryText::normalise).toList();
  }
}
