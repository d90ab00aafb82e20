package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody sees who looks fifty times and believes the first interval that excludes zero, over
 * many simulated experiments: confidence sequences beside ordinary intervals of ± 1.96 standard
 * errors.
 */
class PeekingTest {
  private static final int EXPERIMENTS = 300;
  private static final int LOOKS = 50;
  private static final double ALPHA = 0.05;
  private static final double ORDINARY = 1.96;

  /** How users come. */
  private enum People {
    /** New ones at every look, each with all that they ever do: what the theorem is about. */
    COME_AND_GO,
    /** New ones at every look, and those who came before go on: what a log holds. */
    COME_AND_STAY,
    /** All come before the first look, and go on: no new unit ever comes. */
    COME_AT_ONCE
  }

  /** What a user does from one look to the next. */
  @FunctionalInterface
  private interface Habit {
    void act(User user, SplittableRandom random);
  }

  /** What a user did so far; some do much, whatever it is. */
  private static final class User {
    private final double zeal;
    private double above;
    private double below;

    User(SplittableRandom random) {
      zeal = Math.exp(random.nextGaussian());
    }
  }

  /** One to many searches, each from a suggestion by the user's own chance. */
  private static Habit searching(double effect) {
    return (user, random) -> {
      int searches = 1 + (int) (random.nextDouble() * 3 * user.zeal);
      double chance = (0.2 + 0.4 / (1 + user.zeal)) * (1 + effect);
      user.below += searches;
      for (int search = 0; search < searches; search++) {
        user.above += random.nextDouble() < chance ? 1 : 0;
      }
    };
  }

  /** Few buy, and a few of them very much; divided by searches, of which some have many. */
  private static final Habit SPENDING =
      (user, random) -> {
        user.below += 1 + (int) user.zeal;
        user.above += random.nextDouble() < 0.1 ? Math.exp(1.2 * random.nextGaussian()) : 0;
      };

  /** A variant while it grows. */
  private static final class Arm {
    private final People people;
    private final Habit habit;
    private final SplittableRandom random;
    private final int most;
    private final List<User> users = new ArrayList<>();

    Arm(People people, Habit habit, int most, SplittableRandom random) {
      this.people = people;
      this.habit = habit;
      this.most = most;
      this.random = random;
    }

    ArmRatio at(int look) {
      int before = users.size();
      int now = people == People.COME_AT_ONCE ? most : most * look / LOOKS;
      while (users.size() < now) {
        users.add(new User(random));
      }
      int first = people == People.COME_AND_GO ? before : 0;
      users.subList(first, now).forEach(user -> habit.act(user, random));
      return ArmRatio.of(
          users.stream().mapToDouble(user -> user.above).toArray(),
          users.stream().mapToDouble(user -> user.below).toArray());
    }
  }

  /**
   * How often zero is excluded at any look.
   *
   * @param always by the confidence sequence
   * @param printed by it, at a look with enough users for a finding
   * @param ordinary by the ordinary interval
   */
  private record Excluded(double always, double printed, double ordinary) {}

  private static Excluded excluded(People people, Habit control, Habit treatment, int users) {
    SplittableRandom random = new SplittableRandom(11);
    ConfidenceSequence sequence = new ConfidenceSequence(ALPHA, 2 * users);
    int[] counts = new int[3];
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      Arm before = new Arm(people, control, users, random.split());
      Arm after = new Arm(people, treatment, users, random.split());
      boolean[] ever = new boolean[3];
      for (int look = 1; look <= LOOKS; look++) {
        ArmRatio one = before.at(look);
        ArmRatio other = after.at(look);
        double multiplier = sequence.multiplier(one.users() + other.users());
        Difference always = Difference.of(one, other, multiplier);
        ever[0] |= always.absolute().excludesZero();
        ever[1] |= always.absolute().excludesZero() && always.enoughUsers();
        ever[2] |= Difference.of(one, other, ORDINARY).absolute().excludesZero();
      }
      for (int kind = 0; kind < 3; kind++) {
        counts[kind] += ever[kind] ? 1 : 0;
      }
    }
    return new Excluded(
        (double) counts[0] / EXPERIMENTS,
        (double) counts[1] / EXPERIMENTS,
        (double) counts[2] / EXPERIMENTS);
  }

  @ParameterizedTest
  @EnumSource(People.class)
  void nothingDiffers_fiftyLooks_theSequenceHoldsAndTheOrdinaryIntervalDoesNot(People people) {
    Excluded excluded = excluded(people, searching(0), searching(0), 250);

    assertThat(excluded.always()).isLessThanOrEqualTo(ALPHA);
    assertThat(excluded.ordinary()).isGreaterThan(2 * ALPHA);
  }

  @Test
  void nothingDiffers_heavyTail_theSequenceHolds() {
    Excluded excluded = excluded(People.COME_AND_GO, SPENDING, SPENDING, 600);

    assertThat(excluded.always()).isLessThanOrEqualTo(ALPHA);
    assertThat(excluded.printed()).isLessThanOrEqualTo(excluded.always());
    assertThat(excluded.ordinary()).isGreaterThan(3 * ALPHA);
  }

  /** With so few users of such different zeal, a finding is still withheld in some. */
  @Test
  void variantDiffers_fiftyLooks_isFound() {
    Excluded excluded = excluded(People.COME_AND_STAY, searching(0), searching(0.25), 400);

    assertThat(excluded.printed()).isGreaterThan(0.6);
  }
}
