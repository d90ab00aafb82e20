package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenShopTest {
  private static final SimulatorSettings SETTINGS = SimulatorSettings.ofSearches(900);

  private final ShopSimulator simulator = ShopSimulator.ofCatalogue(Catalogue.load(), SETTINGS);

  @TempDir Path temp;

  @Test
  void serve_nobodyTreated_isTheLog() throws IOException {
    List<String> log = new ArrayList<>();
    simulator.simulate(new LogFolder(temp), Progress.NONE);
    new SearchLog(new LogFolder(temp), 0)
        .forEach(
            search ->
                log.add(
                    line(search.user(), search.prefix(), search.clicked(), search.itemClicks())));

    List<String> served = new ArrayList<>();
    for (Visit visit : serve(2, false)) {
      @Nullable Integer clicked = visit.clicked() == Look.NOTHING ? null : visit.clicked();
      served.add(line(visit.user().user(), visit.typed(), clicked, visit.itemClicks()));
    }

    assertThat(served).containsExactlyInAnyOrderElementsOf(log);
  }

  @Test
  void look_user_isWhatASampleTells() throws IOException {
    simulator.simulate(new LogFolder(temp), Progress.NONE);
    SampleFolder samples = new SampleFolder(temp);
    new SampleBuilder(SampleSettings.DEFAULTS.withMinUsers(1))
        .build(new LogFolder(temp), samples, Progress.NONE);
    Set<UserContext> told = new HashSet<>();
    Samples.forEach(samples.train(), sample -> told.add(sample.user()));
    Samples.forEach(samples.test(), sample -> told.add(sample.user()));

    assertThat(serve(2, false))
        .flatExtracting(Visit::looks)
        .allSatisfy(look -> assertThat(told).contains(look.user()));
  }

  @Test
  void serve_everybodyTreated_onlyTheLastDaysChange() {
    List<Visit> visits = serve(4, true);

    assertThat(visits).anyMatch(Visit::inTest).anyMatch(visit -> !visit.inTest());
    assertThat(visits.stream().filter(Visit::inTest))
        .allSatisfy(
            visit -> {
              assertThat(visit.clicked()).isEqualTo(Look.NOTHING);
              assertThat(visit.looks()).allMatch(look -> look.shown().equals(List.of("")));
            });
    assertThat(visits.stream().filter(visit -> !visit.inTest()))
        .anyMatch(visit -> visit.clicked() >= 0);
  }

  @Test
  void look_clicked_isTheLastOfItsSearchAndPossible() {
    for (Visit visit : serve(2, false)) {
      for (Look look : visit.looks()) {
        boolean last = look == visit.looks().get(visit.looks().size() - 1);
        assertThat(look.clicked()).isEqualTo(last ? visit.clicked() : Look.NOTHING);
        if (look.clicked() >= 0) {
          assertThat(look.chances(look.shown())[look.clicked()]).isPositive();
          assertThat(look.attractions(look.shown())[look.clicked()]).isPositive();
        }
      }
    }
  }

  @Test
  void serve_moreDaysThanThereAre_isRefused() {
    assertThatThrownBy(() -> serve(33, false)).hasMessage("testDays: 33 (expected: 1..32)");
  }

  private List<Visit> serve(int testDays, boolean treated) {
    List<Visit> visits = new ArrayList<>();
    simulator
        .open()
        .serve(
            testDays,
            user -> treated,
            (prefix, user) -> List.of("nobody wants this"),
            visits::add,
            Progress.NONE);
    return visits;
  }

  private static String line(String user, String typed, @Nullable Integer clicked, int itemClicks) {
    return user + " " + typed + " " + clicked + " " + itemClicks;
  }
}
