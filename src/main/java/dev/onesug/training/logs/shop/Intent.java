package dev.onesug.training.logs.shop;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The distribution of the next wish, which {@link Needs} draws from: exact, every loop of tries
 * there is a geometric series here.
 *
 * <p>Of a loop that tries {@code n} times to draw something acceptable: with probability {@code
 * m(w)} of a draw and {@code a(w)} of taking what was drawn, {@code A = Σ m·a}, a wish is taken
 * with {@code m(w)·a(w)·(1 + (1-A) + … + (1-A)^(n-1))}. What happens after {@code n} refusals is
 * said at each loop.
 */
final class Intent {
  private static final int TRIES = Needs.TRIES;

  private final Vocabulary vocabulary;
  private final Needs needs;
  private final Taste taste;
  private final double[] shareOfAll;

  Intent(Vocabulary vocabulary, Taste taste) {
    this.vocabulary = vocabulary;
    this.taste = taste;
    needs = new Needs(vocabulary, taste);
    shareOfAll = vocabulary.popularity();
    double mass = Arrays.stream(shareOfAll).sum();
    Arrays.setAll(shareOfAll, wish -> shareOfAll[wish] / mass);
  }

  /**
   * The distribution in a situation.
   *
   * @return [wish], sums to 1
   */
  double[] of(Situation situation) {
    return new Mixture(situation).next();
  }

  /** Adds up one situation's distribution, part by part. */
  private final class Mixture {
    private final Situation situation;
    private final double[] chances = new double[shareOfAll.length];
    private final double[] acceptance = new double[shareOfAll.length];

    Mixture(Situation situation) {
      this.situation = situation;
      Arrays.setAll(acceptance, wish -> situation.shopper().acceptance(vocabulary, wish));
    }

    double[] next() {
      if (situation.careful()) {
        chances[situation.previous()] = 1;
      } else if (situation.previous() == Situation.NONE) {
        first(1);
      } else {
        related(situation.previous(), situation.had(), Needs.STAY_IN_NEED);
        first(1 - Needs.STAY_IN_NEED);
      }
      return chances;
    }

    private void first(double share) {
      double again = taste.ownShare(Needs.SEARCH_AGAIN);
      double carryOn = taste.ownShare(Needs.CARRY_ON);
      double own = taste.ownShare(Needs.OWN_INTEREST);
      List<Integer> history = situation.history();
      if (history.isEmpty()) {
        own += again + carryOn;
      } else {
        double recent = 1;
        for (int back = 0; back < history.size(); back++) {
          boolean oldest = back == history.size() - 1;
          double here = recent * (oldest ? 1 : 1 - Needs.FARTHER_BACK);
          chances[history.get(back)] += share * again * here;
          related(history.get(back), Set.of(), share * carryOn * here);
          recent *= Needs.FARTHER_BACK;
        }
      }
      ofInterest(share * own);
      fresh(share * (1 - taste.ownShare(Needs.SEARCH_AGAIN + Needs.CARRY_ON + Needs.OWN_INTEREST)));
    }

    /** After all refusals one more is drawn and taken as it is. */
    private void fresh(double share) {
      double taken = 0;
      for (int wish = 0; wish < shareOfAll.length; wish++) {
        taken += shareOfAll[wish] * acceptance[wish];
      }
      double tries = share * series(taken);
      double last = share * power(1 - taken, TRIES);
      for (int wish = 0; wish < shareOfAll.length; wish++) {
        chances[wish] += shareOfAll[wish] * (acceptance[wish] * tries + last);
      }
    }

    private void ofInterest(double share) {
      List<Shopper.Interest> interests = situation.shopper().interests();
      double sum = 0;
      for (int i = 1; i <= interests.size(); i++) {
        sum += 1.0 / i;
      }
      for (int i = 0; i < interests.size(); i++) {
        ofInterest(interests.get(i), share / (i + 1) / sum);
      }
    }

    /** After all refusals one more is drawn and taken as it is. */
    private void ofInterest(Shopper.Interest interest, double share) {
      int[] members = vocabulary.wishesWith(interest.topic());
      double mass = mass(members);
      double[] passing = new double[members.length];
      double taken = 0;
      for (int i = 0; i < members.length; i++) {
        boolean lacksDetail =
            interest.detail() >= 0 && !vocabulary.hasFeature(members[i], interest.detail());
        passing[i] = acceptance[members[i]] * (lacksDetail ? Needs.WITHOUT_DETAIL : 1);
        taken += vocabulary.popularity(members[i]) / mass * passing[i];
      }
      double tries = share * series(taken);
      double last = share * power(1 - taken, TRIES);
      for (int i = 0; i < members.length; i++) {
        double drawn = vocabulary.popularity(members[i]) / mass;
        chances[members[i]] += drawn * (passing[i] * tries + last);
      }
    }

    private void related(int wish, Set<Integer> had, double share) {
      int[] topics = vocabulary.topics(wish);
      for (int topic : topics) {
        related(wish, topic, had, share / topics.length);
      }
    }

    /**
     * A draw is void if it is the wish itself or was had in the session. After all refusals the
     * last draw that was not void is taken; were all void, something of one's own interest.
     */
    private void related(int wish, int topic, Set<Integer> had, double share) {
      Draws draws = new Draws(wish, topic, had);
      double refused = 1 - draws.taken;
      double tries = share * series(draws.taken);
      double fallback = 0;
      for (int voids = 0; voids < TRIES; voids++) {
        fallback += power(draws.isVoid, voids) * power(refused, TRIES - 1 - voids);
      }
      for (int i = 0; i < draws.size; i++) {
        double readily = draws.readily[i];
        chances[draws.wishes[i]] +=
            draws.chances[i] * (readily * tries + (1 - readily) * share * fallback);
      }
      double allVoid = share * power(draws.isVoid, TRIES);
      if (allVoid > 0) {
        nothingRelated(allVoid);
      }
    }

    private void nothingRelated(double share) {
      if (taste.isNone()) {
        fresh(share);
      } else {
        ofInterest(share);
      }
    }

    /** What one draw of something related may give; a wish stands there once a shared feature. */
    private final class Draws {
      private final int[] wishes;
      private final double[] chances;
      private final double[] readily;
      private int size;
      private double isVoid;
      private double taken;

      Draws(int wish, int topic, Set<Integer> had) {
        int[] features = vocabulary.features(wish);
        int members = vocabulary.frequency(topic);
        double pulls = 0;
        for (int feature : features) {
          members += vocabulary.frequency(feature);
          pulls += needs.pull(feature, topic);
        }
        wishes = new int[members];
        chances = new double[members];
        readily = new double[members];
        if (pulls == 0) {
          add(topic, 1, wish, had);
        } else {
          for (int feature : features) {
            add(feature, needs.pull(feature, topic) / pulls, wish, had);
          }
        }
      }

      private void add(int feature, double share, int wish, Set<Integer> had) {
        if (share == 0) {
          return;
        }
        int[] members = vocabulary.wishesWith(feature);
        double mass = mass(members);
        for (int candidate : members) {
          double chance = share * vocabulary.popularity(candidate) / mass;
          if (candidate == wish || had.contains(candidate)) {
            isVoid += chance;
          } else {
            double close = Math.min(1, Needs.FAR_FETCHED + vocabulary.shared(wish, candidate));
            wishes[size] = candidate;
            chances[size] = chance;
            readily[size] = close * acceptance[candidate];
            taken += chance * readily[size];
            size++;
          }
        }
      }
    }
  }

  private double mass(int[] wishes) {
    double mass = 0;
    for (int wish : wishes) {
      mass += vocabulary.popularity(wish);
    }
    return mass;
  }

  /** 1 + (1-taken) + … over all tries. */
  private static double series(double taken) {
    double sum = 0;
    for (int failed = 0; failed < TRIES; failed++) {
      sum += power(1 - taken, failed);
    }
    return sum;
  }

  private static double power(double base, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
