package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads from the text of real queries what they ask for: the words are the features, the head word
 * is the topic, and some words tell who wants it. Heuristics for English shop queries.
 */
final class QueryReader {
  /** What stands behind these describes the head word that stands before them. */
  private static final Set<String> LINKS =
      Set.of("for", "with", "in", "of", "without", "to", "from", "by", "and", "on", "that", "&");

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "the", "a", "an", "my", "your", "is", "best", "new", "set", "pack", "size", "inch", "oz",
          "count", "ct", "pcs", "piece", "pieces", "large", "small", "medium", "mini", "xl", "lb",
          "ft", "mm", "cm", "gallon", "bulk", "refill", "kit", "x", "-", "plus", "big");

  private static final Map<String, Traits> LEANS =
      byWord(
          leans(
              "f+",
              "women woman womens women's ladies lady girl girls girls' her wife bra dress"
                  + " dresses skirt lipstick mascara makeup nail nails lashes purse leggings heels"),
          leans(
              "f-",
              "men mens men's man boy boys boys' him husband beard shaving truck drill"
                  + " fishing hunting tactical cigar"),
          leans(
              "p+",
              "kid kids toddler toddlers baby babies child children boys girls newborn"
                  + " diaper diapers stroller crib toy toys infant"),
          leans("o-", "teen teens dorm college gaming anime skateboard crop vape cosplay"),
          leans(
              "o+",
              "senior seniors elderly arthritis denture dentures hearing walker"
                  + " compression garden bird reading"),
          leans("s-", "cheap under budget used refurbished bulk"),
          leans("s+", "luxury premium designer leather gold diamond professional silk"),
          leans("c+", "snow winter ski thermal heated wool heater gloves scarf boots"),
          leans("c-", "pool beach swim swimsuit bikini sunscreen fan patio hurricane sandals"));

  private QueryReader() {}

  /** Wishes in the order of the map; counts are their popularity. */
  static List<Wish> read(Map<String, Long> counts) {
    List<Wish> wishes = new ArrayList<>(counts.size());
    counts.forEach((text, count) -> wishes.add(read(text, count)));
    return wishes;
  }

  static Wish read(String text, double count) {
    List<String> features = new ArrayList<>();
    Traits traits = Traits.NEUTRAL;
    String head = "";
    boolean headIsSettled = false;
    for (String word : text.split(" ", -1)) {
      headIsSettled |= LINKS.contains(word) && !head.isEmpty();
      if (says(word)) {
        String stem = stem(word);
        features.add(stem);
        head = headIsSettled ? head : stem;
        traits = traits.plus(LEANS.getOrDefault(word, Traits.NEUTRAL));
      }
    }
    if (features.isEmpty()) {
      features.add(text);
      head = text;
    }
    return new Wish(text, count, List.of(head), features, traits);
  }

  private static boolean says(String word) {
    return !LINKS.contains(word)
        && !EMPTY_WORDS.contains(word)
        && word.codePoints().anyMatch(Character::isLetter);
  }

  /** Singular and plural are one feature; more would join what shoppers keep apart. */
  private static String stem(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean plural = lower.length() > 3 && lower.endsWith("s") && !lower.endsWith("ss");
    return plural ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Map.Entry<Traits, String> leans(String traits, String words) {
    return Map.entry(Traits.parse(traits), words);
  }

  @SafeVarargs
  private static Map<String, Traits> byWord(Map.Entry<Traits, String>... leans) {
    Map<String, Traits> byWord = new HashMap<>();
    for (Map.Entry<Traits, String> lean : leans) {
      for (String word : lean.getValue().split(" ", -1)) {
        byWord.merge(word, lean.getKey(), Traits::plus);
      }
    }
    return Map.copyOf(byWord);
  }
}
