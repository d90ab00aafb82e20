package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * All that people of this shop may want, with the relations between wishes: two are related as far
 * as they share features, rare ones above all. Wishes and features are named by numbers.
 */
final class Vocabulary {
  private final List<Wish> wishes;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> featureIds = new HashMap<>();
  private final int[][] featuresOf;
  private final int[][] topicsOf;
  private final int[][] wishesOf;
  private final double[][] cumulative;
  private final double[] cumulativeOfAll;
  private final double[] information;

  Vocabulary(List<Wish> wishes) {
    this.wishes = List.copyOf(wishes);
    featuresOf = new int[wishes.size()][];
    topicsOf = new int[wishes.size()][];
    for (int wish = 0; wish < wishes.size(); wish++) {
      ids.put(wishes.get(wish).text(), wish);
      featuresOf[wish] = ids(wishes.get(wish).features());
      topicsOf[wish] = ids(wishes.get(wish).topics());
    }
    wishesOf = invert();
    cumulative = new double[wishesOf.length][];
    for (int feature = 0; feature < wishesOf.length; feature++) {
      cumulative[feature] = cumulate(wishesOf[feature]);
    }
    int[] all = new int[wishes.size()];
    Arrays.setAll(all, i -> i);
    cumulativeOfAll = cumulate(all);
    information = new double[wishesOf.length];
    double mass = cumulativeOfAll[all.length - 1];
    for (int feature = 0; feature < wishesOf.length; feature++) {
      double[] own = cumulative[feature];
      information[feature] = StrictMath.log(1 + mass / own[own.length - 1]);
    }
  }

  int size() {
    return wishes.size();
  }

  /** The wish of a text, or {@link WishRanker#UNKNOWN}. */
  int find(String text) {
    return ids.getOrDefault(text, WishRanker.UNKNOWN);
  }

  String text(int wish) {
    return wishes.get(wish).text();
  }

  Traits traits(int wish) {
    return wishes.get(wish).traits();
  }

  List<String> texts() {
    return wishes.stream().map(Wish::text).toList();
  }

  double popularity(int wish) {
    return wishes.get(wish).popularity();
  }

  double[] popularity() {
    return wishes.stream().mapToDouble(Wish::popularity).toArray();
  }

  int[] features(int wish) {
    return featuresOf[wish];
  }

  int[] topics(int wish) {
    return topicsOf[wish];
  }

  int topic(int wish, SplittableRandom random) {
    int[] topics = topicsOf[wish];
    return topics[random.nextInt(topics.length)];
  }

  boolean hasFeature(int wish, int feature) {
    for (int own : featuresOf[wish]) {
      if (own == feature) {
        return true;
      }
    }
    return false;
  }

  int[] wishesWith(int feature) {
    return wishesOf[feature];
  }

  /** How many wishes have a feature. */
  int frequency(int feature) {
    return wishesOf[feature].length;
  }

  /** How much it says that two wishes share a feature, in nats: high where few have it. */
  double information(int feature) {
    return information[feature];
  }

  /** The share of the one wish's information that the other has too; 0 unrelated, 1 covered. */
  double shared(int one, int other) {
    double all = 0;
    double common = 0;
    for (int feature : featuresOf[one]) {
      all += information[feature];
      common += hasFeature(other, feature) ? information[feature] : 0;
    }
    return common / all;
  }

  /** Draws any wish by popularity. */
  int draw(SplittableRandom random) {
    return place(cumulativeOfAll, random);
  }

  /** Draws by popularity among those with a feature. */
  int drawWith(int feature, SplittableRandom random) {
    return wishesOf[feature][place(cumulative[feature], random)];
  }

  private static int place(double[] cumulative, SplittableRandom random) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int place = Arrays.binarySearch(cumulative, at);
    // A hit is the end of its own slice, which belongs to the next one.
    return Math.min(place < 0 ? -place - 1 : place + 1, cumulative.length - 1);
  }

  private int[] ids(List<String> names) {
    return names.stream()
        .distinct()
        .mapToInt(name -> featureIds.computeIfAbsent(name, n -> featureIds.size()))
        .toArray();
  }

  private int[][] invert() {
    List<List<Integer>> lists = new ArrayList<>();
    for (int feature = 0; feature < featureIds.size(); feature++) {
      lists.add(new ArrayList<>(2));
    }
    for (int wish = 0; wish < featuresOf.length; wish++) {
      for (int feature : featuresOf[wish]) {
        lists.get(feature).add(wish);
      }
    }
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private double[] cumulate(int[] members) {
    double[] sums = new double[members.length];
    double sum = 0;
    for (int i = 0; i < members.length; i++) {
      sum += wishes.get(members[i]).popularity();
      sums[i] = sum;
    }
    return sums;
  }
}
