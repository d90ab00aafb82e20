package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.logs.SessionPairs.Pair;
import dev.onesug.training.logs.SessionPairs.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionPairsTest {
  private static List<Visit> session(String... queries) {
    return Arrays.stream(queries)
        .map(query -> new Visit(query.replace("*", ""), query.endsWith("*")))
        .toList();
  }

  private static final SessionPairs PAIRS =
      new SessionPairs()
          .add(session("a*", "b*", "b"))
          .add(session("b", "a", "c"))
          .add(session("a"))
          .add(session("c", "d"));

  private static Pair pair(String one, String other) {
    return PAIRS.pairs().stream()
        .filter(pair -> pair.one().equals(one) && pair.other().equals(other))
        .findAny()
        .orElseThrow();
  }

  @Test
  void pairs_commonSessions_areCountedOnceEach() {
    assertThat(PAIRS.pairs())
        .extracting(pair -> pair.one() + pair.other() + pair.sessions() + pair.ordered())
        .containsExactly("ab21", "ac10", "bc10", "cd10");
  }

  @Test
  void itemCf_isTheCosineWithLongSessionsCountingLess() {
    double of1 = 1 / Math.log(2);
    double of2 = 1 / Math.log(3);
    double of3 = 1 / Math.log(4);
    assertThat(pair("a", "b").itemCf())
        .isCloseTo((of2 + of3) / Math.sqrt((of1 + of2 + of3) * (of2 + of3)), within(1e-12));
    assertThat(pair("c", "d").itemCf())
        .isCloseTo(of2 / Math.sqrt((of2 + of3) * of2), within(1e-12));
  }

  @Test
  void swing_twoSessionsThatShareTheTwoQueriesOnly_isAThird() {
    assertThat(pair("a", "b").swing()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(pair("a", "c").swing()).isZero();
  }

  @Test
  void strongestFirst_agreementOfTwoSessionsIsBeforeChance() {
    assertThat(PAIRS.pairs().stream().sorted(Pair.STRONGEST_FIRST).findFirst())
        .contains(pair("a", "b"));
  }

  @Test
  void add_sessionOfARobot_isLeftOut() {
    String[] many = IntStream.range(0, 51).mapToObj(i -> "q" + i).toArray(String[]::new);
    assertThat(new SessionPairs().add(session(many)).pairs()).isEmpty();
    assertThat(new SessionPairs().pairs()).isEmpty();
  }

  @Test
  void read_fileOfAnotherRelease_isRefused(@TempDir Path folder) throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    Files.writeString(samples.queryPairs(), "a\tb\t2\n");
    assertThatThrownBy(() -> SessionPairs.read(samples))
        .hasMessage("query-pairs.tsv: a\tb\t2 (expected: 6 columns; made by another release?)");
  }

  @Test
  void write_isReadAgain(@TempDir Path folder) throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    PAIRS.write(samples);
    assertThat(SessionPairs.read(samples))
        .hasSize(4)
        .first()
        .satisfies(
            pair -> {
              assertThat(pair.one() + pair.other()).isEqualTo("ab");
              assertThat(pair.swing()).isCloseTo(1 / 3.0, within(1e-6));
            });
  }
}
