package dev.onesug.training.logs.shop;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What comes to a person's mind: at the start of a session, and after each search in it. */
final class Needs {
  // Shares with reasons: see src/docs/decisions/0002-simulated-shop.md.
  private static final double SEARCH_AGAIN = 0.12;
  private static final double OWN_INTEREST = 0.52;
  private static final double CARRY_ON = 0.13;
  private static final double STAY_IN_NEED = 0.82;
  private static final double WITHOUT_DETAIL = 0.35;
  private static final double TOPIC_STICKINESS = 1.5;
  private static final int TRIES = 6;

  private final Vocabulary vocabulary;

  Needs(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The first wish of a session. */
  int first(Shopper shopper, SplittableRandom random) {
    List<Integer> history = shopper.history();
    double kind = random.nextDouble();
    if (!history.isEmpty() && kind < SEARCH_AGAIN) {
      return recent(history, random);
    }
    if (!history.isEmpty() && kind < SEARCH_AGAIN + CARRY_ON) {
      return related(shopper, recent(history, random), Set.of(), random);
    }
    if (kind < SEARCH_AGAIN + CARRY_ON + OWN_INTEREST) {
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
      boolean close = random.nextDouble() < 0.2 + vocabulary.shared(wish, candidate);
      if (close && !rejects(shopper, candidate, random)) {
        return candidate;
      }
    }
    return found >= 0 ? found : ofInterest(shopper, shopper.interest(random), random);
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

  private double pull(int feature, int topic) {
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
    while (back < history.size() - 1 && random.nextDouble() < 0.7) {
      back++;
    }
    return history.get(back);
  }
}
