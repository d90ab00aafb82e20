package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways in which people ask for a product type: its name, with an attribute, for somebody, with
 * a brand, with two of these. Two attributes of one kind, as two colours, never stand together.
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

  private static final String FOR = " for ";

  /** Who something is for: how it is said before the type, and what it tells. */
  private static final Map<String, Audience> AUDIENCES =
      Map.of(
          "women", new Audience("womens", Traits.parse("f+")),
          "men", new Audience("mens", Traits.parse("f-")),
          "kids", new Audience("kids", Traits.parse("p+")),
          "girls", new Audience("girls", Traits.parse("f+p+")),
          "boys", new Audience("boys", Traits.parse("f-p+")),
          "toddlers", new Audience("toddler", Traits.parse("p+")),
          "adults", new Audience("adult", Traits.NEUTRAL));

  private final Catalogue.Type type;
  private final List<Phrase> phrases = new ArrayList<>();

  private record Audience(String adjective, Traits traits) {}

  Phrasing(Catalogue.Type type) {
    this.type = type;
  }

  List<Phrase> all() {
    add(type.name(), 0, List.of());
    for (Attribute attribute : type.attributes()) {
      add(with(attribute, type.name()), ATTRIBUTE, List.of(attribute));
      if (isAudience(attribute)) {
        add(forWhom(attribute, type.name()), FOR_WHOM, List.of(attribute));
      }
    }
    pairs();
    type.brands().forEach(this::branded);
    return phrases;
  }

  static String brandFeature(Catalogue.Type type, String brand) {
    // A word that two departments have as a brand is two brands.
    return "brand:" + type.department() + "/" + brand;
  }

  private void branded(String brand) {
    String feature = brandFeature(type, brand);
    add(brand + " " + type.name(), BRAND, List.of(), feature);
    for (Attribute attribute : type.attributes()) {
      String text = brand + " " + with(attribute, type.name());
      // Nobody asks for the jaguar floor mats of a brand jaguar, saying it twice.
      if (!text.startsWith(brand + " " + brand + " ")) {
        add(text, BRAND + TWO, List.of(attribute), feature);
      }
    }
  }

  private void pairs() {
    for (Attribute one : type.attributes()) {
      for (Attribute other : type.attributes()) {
        if (one.kind() < other.kind() && !(one.behind() && other.behind())) {
          // The attribute of the later kind stands next to the type: small wireless keyboard.
          String inner = with(other, type.name());
          add(with(one, inner), ATTRIBUTE + TWO, List.of(one, other));
          if (isAudience(one) && !inner.contains(FOR)) {
            add(forWhom(one, inner), FOR_WHOM + TWO, List.of(one, other));
          }
        }
      }
    }
  }

  private void add(String text, double logRarity, List<Attribute> attributes, String... details) {
    String topic = "type:" + type.name();
    List<String> features =
        Stream.of(
                Stream.of(topic),
                Stream.of("need:" + type.name()),
                type.goesWith().stream().map(other -> "need:" + other),
                Stream.of(details),
                attributes.stream().map(this::feature))
            .flatMap(part -> part)
            .toList();
    Traits traits = type.traits();
    for (Attribute attribute : attributes) {
      traits = traits.plus(traits(attribute));
    }
    double demand = DEMAND_EXPONENT * StrictMath.log(type.demand()) + logRarity;
    phrases.add(new Phrase(text, demand, topic, features, traits));
  }

  private static String with(Attribute attribute, String thing) {
    if (attribute.behind()) {
      return thing + " " + attribute.text();
    }
    String said = adjective(attribute);
    String last = said.substring(said.lastIndexOf(' ') + 1);
    // A case for a mango phone is a "mango phone case", not a "mango phone phone case".
    boolean twice = said.contains(" ") && (thing + " ").startsWith(last + " ");
    return said + (twice ? thing.substring(last.length()) : " " + thing);
  }

  private static String forWhom(Attribute audience, String thing) {
    return thing + FOR + audience.text();
  }

  private static boolean isAudience(Attribute attribute) {
    return AUDIENCES.containsKey(attribute.text());
  }

  private static String adjective(Attribute attribute) {
    Audience audience = AUDIENCES.get(attribute.text());
    return audience == null ? attribute.text() : audience.adjective;
  }

  private static Traits traits(Attribute attribute) {
    Audience audience = AUDIENCES.get(attribute.text());
    return audience == null ? Traits.NEUTRAL : audience.traits;
  }

  private String feature(Attribute attribute) {
    return "attribute:" + type.department() + "/" + attribute.text();
  }
}
