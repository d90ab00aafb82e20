package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways in which people ask for a product type: its name, with an attribute, for somebody, with
 * a brand, with two of these.
 */
final class Phrasing {
  // How much rarer a longer wording is than the plain name, as natural logarithms: in the real
  // counts a query of two, three, four words is about 2.5, 4 and 10 times rarer than its head.
  static final double BRAND_ALONE = 2.2;
  private static final double DEMAND_EXPONENT = 1.6;
  private static final double ATTRIBUTE = -0.9;
  private static final double BRAND = -1.1;
  private static final double FOR_WHOM = -1.6;
  private static final double TWO = -2.4;

  /** Who something is for: how it is said before the type, and what it tells. */
  private static final Map<String, Audience> AUDIENCES =
      Map.of(
          "women", new Audience("womens", Traits.parse("f+")),
          "men", new Audience("mens", Traits.parse("f-")),
          "kids", new Audience("kids", Traits.parse("p+")),
          "girls", new Audience("girls", Traits.parse("f+p+")),
          "boys", new Audience("boys", Traits.parse("f-p+")),
          "toddlers", new Audience("toddler", Traits.parse("p+")));

  private final Catalogue.Type type;
  private final List<Phrase> phrases = new ArrayList<>();

  private record Audience(String adjective, Traits traits) {}

  Phrasing(Catalogue.Type type) {
    this.type = type;
  }

  List<Phrase> all() {
    add(type.name(), 0, Traits.NEUTRAL);
    for (String attribute : type.attributes()) {
      add(with(attribute), ATTRIBUTE, traits(attribute), attributeFeature(attribute));
      if (AUDIENCES.containsKey(attribute)) {
        String text = type.name() + " for " + attribute;
        add(text, FOR_WHOM, traits(attribute), attributeFeature(attribute));
      }
    }
    for (String brand : type.brands()) {
      add(brand + " " + type.name(), BRAND, Traits.NEUTRAL, brandFeature(type, brand));
      for (String attribute : type.attributes()) {
        add(
            brand + " " + with(attribute),
            BRAND + TWO,
            traits(attribute),
            brandFeature(type, brand),
            attributeFeature(attribute));
      }
    }
    pairs();
    return phrases;
  }

  static String brandFeature(Catalogue.Type type, String brand) {
    // A word that two departments have as a brand is two brands.
    return "brand:" + type.department() + "/" + brand;
  }

  private void pairs() {
    for (String one : type.attributes()) {
      for (String other : type.attributes()) {
        if (!one.equals(other) && !standsBehind(one)) {
          add(
              adjective(one) + " " + with(other),
              ATTRIBUTE + TWO,
              traits(one).plus(traits(other)),
              attributeFeature(one),
              attributeFeature(other));
        }
      }
    }
  }

  private void add(String text, double logRarity, Traits traits, String... details) {
    String topic = "type:" + type.name();
    List<String> features =
        Stream.of(
                Stream.of(topic),
                Stream.of("need:" + type.name()),
                type.goesWith().stream().map(other -> "need:" + other),
                Stream.of(details))
            .flatMap(part -> part)
            .toList();
    double demand = DEMAND_EXPONENT * StrictMath.log(type.demand()) + logRarity;
    phrases.add(new Phrase(text, demand, topic, features, type.traits().plus(traits)));
  }

  private String with(String attribute) {
    return standsBehind(attribute)
        ? type.name() + " " + attribute
        : adjective(attribute) + " " + type.name();
  }

  private static String adjective(String attribute) {
    Audience audience = AUDIENCES.get(attribute);
    return audience == null ? attribute : audience.adjective;
  }

  private static boolean standsBehind(String attribute) {
    return Stream.of("for ", "with ", "set of ", "size ", "no ").anyMatch(attribute::startsWith);
  }

  private static Traits traits(String attribute) {
    Audience audience = AUDIENCES.get(attribute);
    return audience == null ? Traits.NEUTRAL : audience.traits;
  }

  private String attributeFeature(String attribute) {
    return "attribute:" + type.department() + "/" + attribute;
  }
}
