package dev.onesug.training.logs.imports;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.JsonLines;
import dev.onesug.training.logs.Malformed;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the authors of OneSug published, seven columns with tabs between: prefix, searched
 * queries, RQ-VAE queries, chosen query, rejected queries, score of the chosen, score of the
 * rejected; lists with commas between.
 *
 * <p>They are samples: there is no time, user or session, and a log of them would have to invent
 * all three. So they become a {@link SampleFolder}. With no time to split at, every fifth row is
 * held out. Any query that stands in a row may be suggested: it counts once, and once more for each
 * search of it in the training rows. The score tells the level where it can ({@link AuthorsLevel});
 * rejected queries that it tells to be of the level show are what was {@code shown}, those of the
 * level not shown what was {@code recalled}. Time and click rates are not known and stand as 0.
 */
final class AuthorsRows {
  private static final int COLUMNS = 7;

  /** One in so many rows is held out. */
  private static final int HELD_OUT = 5;

  private final Malformed malformed;
  private final Tally tally = new Tally();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long samples;

  AuthorsRows(Malformed malformed) {
    this.malformed = malformed;
  }

  ImportReport write(List<Path> files, SampleFolder folder) throws IOException {
    try (Samples.Writer train = Samples.writer(folder.train());
        Samples.Writer test = Samples.writer(folder.test())) {
      for (Path file : files) {
        malformed.eachLine(file, line -> add(line, train, test));
      }
    }
    JsonLines.writer(folder.queryPairs()).close();
    writeQueries(folder);
    return tally.report(LogFormat.ONESUG_ROWS, samples, 0, malformed);
  }

  private void add(String line, Samples.Writer train, Samples.Writer test) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "columns: " + columns.length + " (expected: " + COLUMNS + ", with tabs between)");
    }
    Sample sample = sample(columns);
    tally.row();
    if (sample == null) {
      return;
    }
    boolean heldOut = ++samples % HELD_OUT == 0;
    try {
      (heldOut ? test : train).write(sample);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tally.assume("queries.tsv: one search more of each query than the rows tell");
    if (heldOut) {
      tally.assume("held out: every fifth row");
    }
    count(sample, heldOut, queries(columns[2]), queries(columns[4]));
  }

  private void count(Sample sample, boolean heldOut, List<String> related, List<String> rejected) {
    Stream.of(List.of(sample.target()), sample.history(), related, rejected)
        .flatMap(List::stream)
        .forEach(query -> counts.putIfAbsent(query, 1));
    if (!heldOut) {
      Stream.concat(Stream.of(sample.target()), sample.history().stream())
          .forEach(query -> counts.merge(query, 1, Integer::sum));
    }
  }

  private @Nullable Sample sample(String[] columns) {
    AuthorsLevel chosen = AuthorsLevel.ofChosen(score("score of the chosen", columns[5]));
    AuthorsLevel rejected = AuthorsLevel.ofRejected(score("score of the rejected", columns[6]));
    String prefix = Prefix.of(columns[0]).text();
    String target = QueryText.normalise(columns[3]);
    if (!permitted(prefix) || !permitted(target)) {
      tally.drop("no prefix or chosen query of 1.." + QueryText.MAX_CODE_POINTS + " characters");
      return null;
    }
    List<String> history =
        queries(columns[1]).stream().distinct().limit(Sample.MAX_HISTORY).toList();
    if (!history.isEmpty()) {
      tally.assume("history: the order of the row is newest first");
      tally.assume("inSession: the newest query of the history only");
    }
    tally.assume("instantMillis: none, 0");
    tally.assume("rates: none, 0");
    if (!columns[2].isBlank()) {
      tally.ignore("RQ-VAE queries (the index looks related queries up)");
    }
    List<String> others = queries(columns[4]);
    if (!others.isEmpty() && (rejected == null || rejected.level() == BehaviourLevel.RANDOM)) {
      tally.ignore("rejected queries that were neither shown nor recalled");
    } else if (!others.isEmpty()) {
      tally.assume("shown and recalled: the order of the row, without the chosen query");
    }
    return new Sample(
        prefix,
        target,
        level(chosen),
        history,
        History.untimed(history).inSession(),
        Profile.UNKNOWN,
        0,
        rejected(others, rejected, BehaviourLevel.SHOW),
        rejected(others, rejected, BehaviourLevel.NOT_SHOWN),
        Sample.Rates.UNKNOWN);
  }

  private BehaviourLevel level(@Nullable AuthorsLevel chosen) {
    if (chosen == null || !chosen.certain()) {
      tally.assume("level: the score fits several or none, the lowest");
    }
    return chosen == null ? BehaviourLevel.QUERY_CLICK : chosen.level();
  }

  /** The rejected queries, if they are of this level. */
  private static List<String> rejected(
      List<String> others, @Nullable AuthorsLevel level, BehaviourLevel wanted) {
    return level != null && level.level() == wanted ? others : List.of();
  }

  private static double score(String name, String text) {
    try {
      double score = Double.parseDouble(text.strip());
      if (score >= 0 && Double.isFinite(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the numbers that are no score.
    }
    throw new IllegalArgumentException(name + ": " + text + " (expected: a number from 0)");
  }

  private static List<String> queries(String column) {
    return Arrays.stream(column.split(",", -1))
        .map(QueryText::normalise)
        .filter(AuthorsRows::permitted)
        .toList();
  }

  private static boolean permitted(String text) {
    int codePoints = text.codePointCount(0, text.length());
    return codePoints >= 1 && codePoints <= QueryText.MAX_CODE_POINTS;
  }

  private void writeQueries(SampleFolder folder) throws IOException {
    try (BufferedWriter lines = JsonLines.writer(folder.queries())) {
      for (Map.Entry<String, Integer> query : mostFrequentFirst()) {
        lines.write(query.getKey() + '\t' + query.getValue() + '\n');
      }
    }
  }

  private List<Map.Entry<String, Integer>> mostFrequentFirst() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }
}
