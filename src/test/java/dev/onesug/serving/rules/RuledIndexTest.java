package dev.onesug.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuledIndexTest {
  private static final List<String> WORDS =
      List.of("red", "blue", "shoes", "gun", "toy", "lamp", "手机壳", "手机", "x1");

  /** What is compiled against an index is what the rules say of each text. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void excluded_randomRules_areTheTextsThatAreNotShown(long seed) {
    Random random = new Random(seed);
    List<String> texts = texts(random);
    RulesInForce rules = Rules.inForce(document(random, texts));

    BitSet excluded = new RuledIndex(new Texts(texts)).excluded(rules);

    for (int query = 0; query < texts.size(); query++) {
      assertThat(excluded.get(query))
          .as(texts.get(query))
          .isEqualTo(rules.shown(texts.get(query)) == null);
    }
  }

  @Test
  void logFactors_severalBoosts_multiply() {
    RulesInForce rules =
        Rules.inForce(
            """
            rules:
              - {id: a, boost: {factor: 2, words: [red], queries: [red shoes]}}
              - {id: b, boost: {factor: 0.25, matching: [shoes$]}}
            """);

    Map<Integer, Double> factors =
        new RuledIndex(new Texts(List.of("blue shoes", "lamp", "red lamp", "red shoes")))
            .logFactors(rules);

    assertThat(factors)
        .containsOnly(
            Map.entry(0, Math.log(0.25)),
            Map.entry(2, Math.log(2)),
            Map.entry(3, Math.log(2) + Math.log(0.25)));
  }

  @Test
  void excluded_tenThousandRules_eachFindsItsQuery() {
    List<String> texts = IntStream.range(0, 100_000).mapToObj(i -> "query " + i).toList();
    String document =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? "- {id: r%d, block: {queries: [query %d]}}".formatted(i, 3 * i)
                        : "- {id: r%d, block: {words: ['%d']}}".formatted(i, 3 * i))
            .collect(Collectors.joining("\n", "rules:\n", "\n"));

    BitSet excluded = new RuledIndex(new Texts(texts)).excluded(Rules.inForce(document));

    assertThat(excluded.stream().toArray())
        .isEqualTo(IntStream.range(0, 10_000).map(i -> 3 * i).toArray());
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add(
          random
              .ints(1 + random.nextInt(3), 0, WORDS.size())
              .mapToObj(WORDS::get)
              .collect(Collectors.joining(random.nextInt(5) == 0 ? "" : " ")));
    }
    return texts.stream().distinct().sorted().toList();
  }

  private static String document(Random random, List<String> texts) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      String kind = random.nextInt(4) == 0 ? "only" : "block";
      rules.add(
          "{id: s%d, %s: {queries: ['%s'], words: ['%s'], matching: ['%s']}}"
              .formatted(i, kind, any(random, texts), any(random, WORDS), any(random, WORDS)));
    }
    rules.add("{id: a, allow: {queries: ['%s']}}".formatted(any(random, texts)));
    rules.add(
        "{id: r, rewrite: {queries: ['%s', '%s'], to: '%s'}}"
            .formatted(any(random, texts), any(random, texts), any(random, texts)));
    Collections.shuffle(rules, random);
    return "rules: [" + String.join(",", rules) + "]";
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private record Texts(List<String> texts, Map<String, Integer> numbers) implements IndexedTexts {
    Texts(List<String> texts) {
      this(
          texts,
          IntStream.range(0, texts.size()).boxed().collect(Collectors.toMap(texts::get, i -> i)));
    }

    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public String text(int query) {
      return texts.get(query);
    }

    @Override
    public OptionalInt find(String text) {
      Integer found = numbers.get(text);
      return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }
  }
}
