package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long WORKED = 10_000_000;

  private final Admission admission = new Admission(settings(true));

  private static SuggestSettings settings(boolean adaptive) {
    return new SuggestSettings(
        Duration.ofSeconds(1), 2, 1, Duration.ZERO, 10, adaptive, 0, Duration.ZERO, 0);
  }

  @Test
  void place_moreThanTheLimit_thereIsNone() {
    for (int i = 0; i < admission.limit(); i++) {
      assertThat(admission.place()).isNotNull();
    }

    assertThat(admission.place()).isNull();
    assertThat(admission.inFlight()).isEqualTo(admission.limit());
  }

  @Test
  void limit_callsWait_fallsToWhatIsWorkedOnInParallel() {
    repeat(20, place -> place.answered(WORKED, WORKED));

    assertThat(admission.limit()).isEqualTo(2);
  }

  @Test
  void limit_nobodyWaits_risesUntilTheDeadlineWouldBeMissed() {
    repeat(20, place -> place.answered(0, WORKED));

    assertThat(admission.limit()).isEqualTo(6);
  }

  @Test
  void limit_moreIsRefusedThanAnswered_doesNotRise() {
    repeat(20, place -> place.answered(WORKED, WORKED));
    admission.place();
    for (int i = 0; i < 60; i++) {
      Admission.Place one = admission.place();
      for (int refused = 0; refused < 4; refused++) {
        assertThat(admission.place()).isNull();
      }
      one.answered(0, WORKED);
    }

    assertThat(admission.limit()).isEqualTo(2);
  }

  @Test
  void limit_longAndShortSearches_areAlike() {
    for (int i = 1; i <= 20; i++) {
      long worked = i * WORKED;
      repeat(1, place -> place.answered(0, worked));
    }

    assertThat(admission.limit()).isEqualTo(6);
  }

  @Test
  void limit_callsAreLate_falls() {
    repeat(20, Admission.Place::late);

    assertThat(admission.limit()).isEqualTo(2);
  }

  @Test
  void limit_ignoredCalls_sayNothing() {
    int before = admission.limit();
    repeat(20, Admission.Place::ignored);

    assertThat(admission.limit()).isEqualTo(before);
    assertThat(admission.inFlight()).isZero();
  }

  @Test
  void limit_fixed_staysWhateverHappens() {
    Admission fixed = new Admission(settings(false));
    for (int i = 0; i < 20; i++) {
      fixed.place().late();
    }

    assertThat(fixed.limit()).isEqualTo(12);
  }

  /** So often: all places are taken, and all calls end in one way. */
  private void repeat(int times, Consumer<Admission.Place> end) {
    for (int i = 0; i < times; i++) {
      List<Admission.Place> places = new ArrayList<>();
      for (Admission.Place place = admission.place(); place != null; place = admission.place()) {
        places.add(place);
      }
      places.forEach(end);
    }
  }
}
