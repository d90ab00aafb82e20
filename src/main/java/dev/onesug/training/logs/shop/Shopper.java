package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.UserProfile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One person: who they are, what they keep coming back to, and what they searched before. */
final class Shopper {
  private static final String[] AGE_BANDS = {"18-24", "25-34", "35-44", "45-54", "55+"};
  private static final double[] AGE_SHARES = {0.16, 0.27, 0.23, 0.17, 0.17};
  private static final double[] PARENT_SHARES = {0.08, 0.40, 0.60, 0.30, 0.08};
  private static final String[] REGIONS = {"north", "south", "east", "west"};
  private static final double[] COLDNESS = {1, -1, 0.3, -0.3};
  private static final String[] SPENDING = {"low", "middle", "high"};

  /** The shop does not know the gender of everybody. */
  private static final double GENDER_UNKNOWN = 0.15;

  private static final int INTERESTS = 4;
  private static final int HISTORY = 30;

  /** A detail is a taste only where the shop has something to choose from. */
  private static final int LEAST_FREQUENCY = 4;

  private final String name;
  private final int age;
  private final boolean female;
  private final boolean genderKnown;
  private final int region;
  private final int spending;
  private final Traits traits;
  private final Taste taste;
  private final double neutralAcceptance;
  private final List<Interest> interests = new ArrayList<>();
  private final Set<Integer> loyalties = new HashSet<>();
  private final Deque<Integer> history = new ArrayDeque<>();
  private final Deque<String> searched = new ArrayDeque<>();
  private final Set<String> session = new HashSet<>();

  /**
   * A lasting interest.
   *
   * @param topic feature that every wish of this interest has
   * @param detail feature that most of them have: a brand, a model, a material; -1 for none
   */
  record Interest(int topic, int detail) {}

  Shopper(int number, Vocabulary vocabulary, Taste taste, SplittableRandom random) {
    this.taste = taste;
    neutralAcceptance = taste.neutralAcceptance();
    name = "u" + number;
    age = draw(AGE_SHARES, random);
    female = random.nextBoolean();
    genderKnown = random.nextDouble() >= GENDER_UNKNOWN;
    region = random.nextInt(REGIONS.length);
    spending = random.nextInt(SPENDING.length);
    boolean parent = random.nextDouble() < PARENT_SHARES[age];
    traits =
        new Traits(
            female ? 1 : -1, (age - 2) / 2.0, parent ? 1 : -1, spending - 1, COLDNESS[region]);
    for (int i = 0; i < INTERESTS; i++) {
      takeInterest(vocabulary, random);
    }
  }

  UserProfile profile() {
    @Nullable String gender = genderKnown ? (female ? "female" : "male") : null;
    return new UserProfile(name, AGE_BANDS[age], gender, REGIONS[region], SPENDING[spending]);
  }

  String name() {
    return name;
  }

  /** 0 low, 1 middle, 2 high. */
  int spending() {
    return spending;
  }

  /** Lasting interests, the strongest first; each is taken up in proportion to 1 / its place. */
  List<Interest> interests() {
    return interests;
  }

  /** An interest, the first ones more often: 48, 24, 16 and 12 % of four. */
  Interest interest(SplittableRandom random) {
    double sum = 0;
    for (int i = 1; i <= interests.size(); i++) {
      sum += 1.0 / i;
    }
    double at = random.nextDouble() * sum;
    int chosen = 0;
    while (chosen < interests.size() - 1 && at >= 1.0 / (chosen + 1)) {
      at -= 1.0 / (chosen + 1);
      chosen++;
    }
    return interests.get(chosen);
  }

  /** The chance that this person, thinking of a wish, finds it their own; 0..1. */
  double acceptance(Vocabulary vocabulary, int wish) {
    double affinity = taste.affinity(traits, vocabulary.traits(wish));
    for (int feature : vocabulary.features(wish)) {
      if (loyalties.contains(feature)) {
        return Math.min(1, affinity);
      }
    }
    return Math.min(1, affinity * neutralAcceptance);
  }

  /** Begins a session: what was searched before lies longer back than a session lasts. */
  void sitDown() {
    session.clear();
  }

  /** Notes what the shop saw: the query as it was sent, misspelt or not. */
  void searched(String query) {
    searched.remove(query);
    searched.addFirst(query);
    session.add(query);
    if (searched.size() > Sample.MAX_HISTORY) {
      searched.removeLast();
    }
  }

  /** What the shop knows of this person now, as a sample would tell it. */
  UserContext context() {
    int inSession = Math.min(session.size(), searched.size());
    return new UserContext(new History(List.copyOf(searched), inSession), profile().profile());
  }

  void remember(int wish) {
    history.addFirst(wish);
    if (history.size() > HISTORY) {
      history.removeLast();
    }
  }

  /** Earlier wishes, newest first. */
  List<Integer> history() {
    return List.copyOf(history);
  }

  private void takeInterest(Vocabulary vocabulary, SplittableRandom random) {
    int wish = vocabulary.draw(random);
    for (int i = 0; i < 8 && random.nextDouble() >= acceptance(vocabulary, wish); i++) {
      wish = vocabulary.draw(random);
    }
    int topic = vocabulary.topic(wish, random);
    int detail = -1;
    int alike = vocabulary.drawWith(topic, random);
    for (int feature : vocabulary.features(alike)) {
      if (feature != topic && vocabulary.frequency(feature) >= LEAST_FREQUENCY) {
        detail = feature;
      }
    }
    interests.add(new Interest(topic, detail));
    if (detail >= 0) {
      loyalties.add(detail);
    }
  }

  private static int draw(double[] shares, SplittableRandom random) {
    double at = random.nextDouble();
    int chosen = 0;
    while (chosen < shares.length - 1 && at >= shares[chosen]) {
      at -= shares[chosen];
      chosen++;
    }
    return chosen;
  }
}
