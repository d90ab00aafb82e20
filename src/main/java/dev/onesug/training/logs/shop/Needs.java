package dev.onesug.training.logs.shop;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What comes to a person's mind: at the start of a session, and after each search in it. {@link
 * Intent} has the distribution that is drawn from here.
 */
final class Needs {
  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  static final double SEARCH_AGAIN = 0.12;
  static final double OWN_INTEREST = 0.52;
  static final double CARRY_ON = 0.13;
  static final double STAY_IN_NEED = 0.82;
  static final double WITHOUT_DETAIL = 0.35;
  static final double FARTHER_BACK = 0.7;
  static final double FAR_FETCHED = 0.2;
  static final int TRIES = 6;

  private static final double TOPIC_STICKINESS = 1.5;

  private final Vocabulary vocabulary;
  private final Taste taste;
  private final double searchAgain;
  private final double carryOn;
  private final double ownInterest;

  Needs(Vocabulary vocabulary, Taste taste) {
    this.vocabulary = vocabulary;
    this.taste = taste;
    searchAgain = taste.ownShare(SEARCH_AGAIN);
    carryOn = taste.ownShare(CARRY_ON);
    ownInterest = taste.ownShare(OWN_INTEREST);
  }

  /** The first wish of a session. */
  int first(Shopper shopper, SplittableRandom random) {
    List<Integer> history = shopper.history();
    double kind = random.nextDouble();
    if (!history.isEmpty() && kind < searchAgain) {
      return recent(history, random);
    }
    if (!history.isEmpty() && kind < searchAgain + carryOn) {
      return related(shopper, recent(history, random), Set.of(), random);
    }
    if (kind < searchAgain + carryOn + ownInterest) {
      return ofInterest(shopper, shopper.interest(random), random);
    }
    return fresh(shopper, random);
  }

  /** The wish after another one, in the same session. */
  int next(Shopper shopper, int previous, Set<Integer> had, SplittableRandom random) {
    return random.nextDouble() < STAY_IN_NEED
        ? related(shopper, previous, had, random)
        : first(shopper, random);
  }

  /** Something the whole shop may want, such as what is in season. */
  private int fresh(Shopper shopper, SplittableRandom random) {
    int wish = vocabulary.draw(random);
    for (int i = 0; i < TRIES && rejects(shopper, wish, random); i++) {
      wish = vocabulary.draw(random);
    }
    return wish;
  }

  private int ofInterest(Shopper shopper, Shopper.Interest interest, SplittableRandom random) {
    int wish = vocabulary.drawWith(interest.topic(), random);
    for (int i = 0; i < TRIES; i++) {
      boolean lacksDetail =
          interest.detail() >= 0 && !vocabulary.hasFeature(wish, interest.detail());
      boolean passes = !lacksDetail || random.nextDouble() < WITHOUT_DETAIL;
      if (passes && !rejects(shopper, wish, random)) {
        return wish;
      }
      wish = vocabulary.drawWith(interest.topic(), random);
    }
    return wish;
  }

  /** Another wish that shares something with this one, the more the likelier. */
  private int related(Shopper shopper, int wish, Set<Integer> had, SplittableRandom random) {
    int topic = vocabulary.topic(wish, random);
    int found = -1;
    for (int i = 0; i < TRIES; i++) {
      int candidate = vocabulary.drawWith(link(wish, topic, random), random);
      if (candidate == wish || had.contains(candidate)) {
        continue;
      }
      found = candidate;
      boolean close = random.nextDouble() < FAR_FETCHED + vocabulary.shared(wish, candidate);
      if (close && !rejects(shopper, candidate, random)) {
        return candidate;
      }
    }
    if (found >= 0) {
      return found;
    }
    return taste.isNone()
        ? fresh(shopper, random)
        : ofInterest(shopper, shopper.interest(random), random);
  }

  /** One feature of a wish, a telling one most likely. */
  private int link(int wish, int topic, SplittableRandom random) {
    int[] features = vocabulary.features(wish);
    double sum = 0;
    for (int feature : features) {
      sum += pull(feature, topic);
    }
    double at = random.nextDouble() * sum;
    for (int feature : features) {
      at -= pull(feature, topic);
      if (at < 0) {
        return feature;
      }
    }
    return topic;
  }

  /** How strongly a feature leads from a wish on one of its topics to the next wish. */
  double pull(int feature, int topic) {
    if (vocabulary.frequency(feature) < 2) {
      return 0;
    }
    return vocabulary.information(feature) * (feature == topic ? TOPIC_STICKINESS : 1);
  }

  private boolean rejects(Shopper shopper, int wish, SplittableRandom random) {
    return random.nextDouble() >= shopper.acceptance(vocabulary, wish);
  }

  /** An earlier wish; each is half as likely as the next newer one, roughly. */
  private static int recent(List<Integer> history, SplittableRandom random) {
    int back = 0;
    while (back < history.size() - 1 && random.nextDouble() < FARTHER_BACK) {
      back++;
    }
    return history.get(back);
  }
}
