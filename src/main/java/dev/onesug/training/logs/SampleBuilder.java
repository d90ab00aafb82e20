package dev.onesug.training.logs;

import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns a log into samples, split by time: what happened in the last days is for the test, and
 * neither counts, nor rates, nor co-occurrences know of it. Three passes: the first finds the
 * boundary, the second counts what was shown, chosen and searched, the third writes.
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
   * @throws IllegalArgumentException if the log is too short for the test window, or holds no
   *     search that may be learned from
   */
  public SampleReport build(LogFolder log, SampleFolder out, Progress progress) throws IOException {
    SearchLog searches = new SearchLog(log, settings.malformedLimit());
    Survey survey = new Survey();
    SearchLog.Reading reading = searches.forEach(survey::add);
    Instant boundary = survey.boundary(settings.testDays());
    Impressions impressions = new Impressions();
    Discretion discretion = new Discretion(settings.minUsers());
    searches.forEach(
        search -> {
          if (search.time().isBefore(boundary)) {
            count(search, impressions, discretion);
          }
        });
    Examination examination = Examination.estimate(impressions);
    ClickRates rates = ClickRates.of(impressions, examination);

    try (SampleWriter output =
        new SampleWriter(
            out,
            new SampleWriter.Known(searches.profiles(), rates, discretion),
            boundary.toEpochMilli(),
            settings.seed())) {
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
      requireSamples(output);
      return new SampleReport(
          reading,
          output.dropped(),
          output.train(),
          output.test(),
          output.queries(),
          discretion.rareQueries(),
          boundary,
          survey.first,
          survey.last,
          examination.chances());
    }
  }

  private void requireSamples(SampleWriter output) {
    if (output.train() == 0) {
      throw new IllegalArgumentException(
          "samples: 0 to learn from (expected: 1 or more); dropped are "
              + output.dropped()
              + ", with minUsers: "
              + settings.minUsers());
    }
  }

  private static void count(Search search, Impressions impressions, Discretion discretion) {
    Integer clicked = search.clicked();
    impressions.add(
        Prefix.of(search.prefix()).text(),
        search.shown().stream().map(QueryText::normalise).toList(),
        clicked == null ? -1 : clicked);
    discretion.count(QueryText.normalise(search.query()), search.user());
  }

  /** First pass: the span of time. */
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
  }
}
