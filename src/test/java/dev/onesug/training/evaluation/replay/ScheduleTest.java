package dev.onesug.training.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final QueryDraw QUERIES =
      new QueryDraw(
          new TreeMap<>(
              Map.of(
                  "desk lamp",
                  5,
                  "desk",
                  3,
                  "red running shoes",
                  2,
                  "lamp",
                  1,
                  "sofa",
                  1,
                  "tv",
                  1,
                  "cup",
                  1)));

  private static ReplaySettings settings(Traffic traffic, double known, long seed) {
    URI url = URI.create("http://localhost:8080");
    return new ReplaySettings(url, null, traffic, 40, 50, 10, known, 10, 8, seed);
  }

  private static List<Keystroke> schedule(Traffic traffic, double known, long seed) {
    return Schedule.of(settings(traffic, known, seed), QUERIES);
  }

  @Test
  void of_anyTraffic_hasTheRateAndTheOrderOfTime() {
    for (Traffic traffic : Traffic.values()) {
      List<Keystroke> keystrokes = schedule(traffic, 0.5, 1);
      assertThat((double) keystrokes.size()).isCloseTo(40 * 60, within(400.0));
      assertThat(keystrokes).isSortedAccordingTo(Comparator.comparingLong(Keystroke::dueNanos));
      assertThat(keystrokes).allMatch(k -> k.dueNanos() >= 0 && k.dueNanos() < 60_000_000_000L);
    }
  }

  @Test
  void of_sameSeed_sameRequests_otherSeed_others() {
    for (Traffic traffic : Traffic.values()) {
      List<Keystroke> keystrokes = schedule(traffic, 0.5, 1);
      assertThat(schedule(traffic, 0.5, 1)).isEqualTo(keystrokes);
      assertThat(schedule(traffic, 0.5, 2)).isNotEqualTo(keystrokes);
    }
  }

  @Test
  void of_keystrokes_aSessionsStrokesRiseAndOnlyTheFirstBringsAHistory() {
    Map<String, List<Keystroke>> sessions =
        schedule(Traffic.KEYSTROKES, 0.5, 1).stream()
            .collect(Collectors.groupingBy(Keystroke::session));
    assertThat(sessions).hasSizeGreaterThan(100);
    for (List<Keystroke> session : sessions.values()) {
      for (int seq = 0; seq < session.size(); seq++) {
        Keystroke keystroke = session.get(seq);
        assertThat(keystroke.seq()).isEqualTo(seq);
        assertThat(keystroke.isKnown()).isEqualTo(session.get(0).isKnown());
        assertThat(keystroke.history().isEmpty()).isEqualTo(seq > 0 || !keystroke.isKnown());
      }
    }
  }

  @Test
  void of_known_isTheShareOfPeopleWithAHistory() {
    assertThat(schedule(Traffic.KEYSTROKES, 0, 1)).noneMatch(Keystroke::isKnown);
    assertThat(schedule(Traffic.KEYSTROKES, 1, 1)).allMatch(Keystroke::isKnown);
  }

  /** The queries have far fewer prefixes than there are requests. */
  @Test
  void of_independent_noRequestTwice() {
    List<Keystroke> keystrokes = schedule(Traffic.INDEPENDENT, 0, 1);
    assertThat(keystrokes).extracting(k -> List.of(k.typed(), k.history())).doesNotHaveDuplicates();
    assertThat(keystrokes).extracting(Keystroke::session).doesNotHaveDuplicates();
  }
}
