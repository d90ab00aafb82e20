package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeOrderTest {
  @TempDir Path temp;

  @Test
  void writeTo_moreThanOneRun_isAStableSort() throws IOException {
    List<Search> searches = searches(100);

    write(searches, 7);

    searches.sort(Comparator.comparing(Search::time));
    assertThat(read()).isEqualTo(searches);
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).containsExactly(temp.resolve("searches.jsonl"));
    }
  }

  @Test
  void writeTo_oneRun_isTheSameAsManyRuns() throws IOException {
    write(searches(50), 1000);
    List<Search> one = read();

    write(searches(50), 5);

    assertThat(read()).isEqualTo(one);
  }

  private void write(List<Search> searches, int runLength) throws IOException {
    try (TimeOrder order = new TimeOrder(temp, runLength)) {
      searches.forEach(order::add);
      assertThat(order.writeTo(temp.resolve("searches.jsonl"))).isEqualTo(searches.size());
    }
  }

  private List<Search> read() throws IOException {
    List<Search> searches = new ArrayList<>();
    new SearchLog(new LogFolder(temp), 0).forEach(searches::add);
    return searches;
  }

  /** Few instants, so that many searches share one. */
  private static List<Search> searches(int count) {
    Random random = new Random(1);
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = Instant.ofEpochSecond(random.nextInt(10));
      searches.add(new Search(time, "u", "s", "q" + i, List.of(), List.of(), null, "q" + i, 0, 0));
    }
    return searches;
  }
}
