package dev.onesug.training.logs.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the demo shop sells: departments with brands, and product types. See {@code catalogue.txt}.
 */
public final class Catalogue {
  private static final String RESOURCE = "catalogue.txt";

  private final List<Type> types;

  /**
   * A product type.
   *
   * @param department it stands in
   * @param brands of the department
   * @param name of the type, as people call it
   * @param demand from 1 (rare) to 9
   * @param attributes by which people tell its products apart
   * @param goesWith types that are wanted together with it
   * @param traits who wants it, the department's traits included
   */
  record Type(
      String department,
      List<String> brands,
      String name,
      int demand,
      List<Attribute> attributes,
      List<String> goesWith,
      Traits traits) {}

  private Catalogue(List<Type> types) {
    this.types = List.copyOf(types);
  }

  /** The catalogue in the jar. */
  public static Catalogue load() {
    InputStream bytes = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      Parser parser = new Parser();
      lines.lines().forEach(parser::line);
      return new Catalogue(parser.types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the product types. */
  public List<String> typeNames() {
    return types.stream().map(Type::name).toList();
  }

  /** Names of the departments. */
  public List<String> departments() {
    return types.stream().map(Type::department).distinct().toList();
  }

  List<Type> types() {
    return types;
  }

  private static final class Parser {
    private final List<Type> types = new ArrayList<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<String> kinds = new ArrayList<>();
    private final Map<String, Integer> kindOf = new HashMap<>();
    private String department = "";
    private Traits departmentTraits = Traits.NEUTRAL;
    private List<String> brands = List.of();

    void line(String line) {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      int colon = line.indexOf(':');
      if (line.startsWith("@")) {
        lists.put(line.substring(0, colon), words(line.substring(colon + 1)));
      } else if (line.startsWith("%")) {
        addToKind(line.substring(1, colon), words(line.substring(colon + 1)));
      } else if (line.startsWith("[")) {
        openDepartment(line);
      } else {
        types.add(type(line.split(";", -1)));
      }
    }

    private void addToKind(String kind, List<String> words) {
      if (!kinds.contains(kind)) {
        kinds.add(kind);
      }
      words.forEach(word -> kindOf.put(word, kinds.indexOf(kind)));
    }

    private void openDepartment(String line) {
      int close = line.indexOf(']');
      int bar = line.indexOf('|');
      department = line.substring(1, close);
      departmentTraits = Traits.parse(line.substring(close + 1, bar).strip());
      brands = words(line.substring(bar + 1));
    }

    private Type type(String[] columns) {
      Traits own = Traits.parse(columns.length > 4 ? columns[4].strip() : "");
      return new Type(
          department,
          brands,
          columns[0].strip(),
          Integer.parseInt(columns[1].strip()),
          words(columns[2]).stream().map(this::attribute).toList(),
          words(columns[3]),
          departmentTraits.plus(own));
    }

    private Attribute attribute(String word) {
      boolean behind = word.startsWith("~");
      // What no kind names comes last: it stands next to the type.
      int kind = kindOf.getOrDefault(word, kinds.size());
      return new Attribute(behind ? word.substring(1) : word, kind, behind);
    }

    private List<String> words(String list) {
      return Arrays.stream(list.split(",", -1))
          .map(String::strip)
          .filter(word -> !word.isEmpty())
          .flatMap(word -> lists.getOrDefault(word, List.of(word)).stream())
          .toList();
    }
  }

  /** Every text that could ask for one of the types, before anything is known of its popularity. */
  Stream<Phrase> phrases() {
    return Stream.concat(
        types.stream().flatMap(type -> new Phrasing(type).all().stream()), brandPhrases());
  }

  private Stream<Phrase> brandPhrases() {
    Map<String, Phrase> phrases = new HashMap<>();
    for (Type type : types) {
      for (String brand : type.brands()) {
        String feature = Phrasing.brandFeature(type, brand);
        phrases.put(
            feature,
            new Phrase(brand, Phrasing.BRAND_ALONE, feature, List.of(feature), Traits.NEUTRAL));
      }
    }
    return phrases.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
  }
}
