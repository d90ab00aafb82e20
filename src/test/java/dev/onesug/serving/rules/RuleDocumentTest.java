package dev.onesug.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDocumentTest {
  @Test
  void parse_everyKind_isRead() {
    RuleSet rules =
        Rules.of(
            """
            rules:
              - {id: a, block: {queries: [Flick  KNIFE], words: [gun], matching: ['\\d{6}']}}
              - {id: b, allow: {queries: [water gun]}}
              - {id: c, category: toys, only: {words: [toy]}}
              - {id: d, pin: {texts: [gift card], prefixes: ['', gi], startingWith: [gif]}}
              - {id: e, boost: {factor: 2.5, words: [acme]}}
              - id: f
                comment: how people write it
                locale: de
                from: 2026-12-01T00:00:00+01:00
                until: 2027-01-01T00:00:00Z
                rewrite: {queries: [i phone], to: iphone}
            """);

    assertThat(rules.size()).isEqualTo(6);
    RulesInForce inForce = rules.inForce(Scope.ANYWHERE, Instant.EPOCH);
    assertThat(inForce.shown("flick knife")).isNull();
    assertThat(inForce.shown("water gun")).isEqualTo("water gun");
    assertThat(inForce.shown("toy gun")).isNull();
    assertThat(inForce.shown("call 123456")).isNull();
  }

  @Test
  void parse_wordsThatYamlTakesForOtherThings_areTexts() {
    RulesInForce rules =
        Rules.inForce("rules: [{id: '1', block: {queries: [no, 1984, null, 1e3, 2026-01-01]}}]");

    for (String text : new String[] {"no", "1984", "null", "1e3", "2026-01-01"}) {
      assertThat(rules.shown(text)).isNull();
    }
  }

  @Test
  void parse_json_isTheSame() {
    assertThat(Rules.inForce("{\"rules\":[{\"id\":\"a\",\"block\":{\"words\":[\"gun\"]}}]}"))
        .returns(null, rules -> rules.shown("gun"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "rules: []"})
  void parse_nothing_noRules(String document) {
    assertThat(Rules.of(document).size()).isZero();
  }

  @Test
  void parse_sameBytes_sameRevision() {
    String document = "rules: [{id: a, block: {words: [gun]}}]";

    assertThat(Rules.of(document).revision())
        .isEqualTo(Rules.of(document).revision())
        .hasSize(12)
        .isNotEqualTo(Rules.of(document + "\n").revision());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello | document: hello (expected: keys and values)
          rule: [] | rule: unknown key (expected: one of rules)
          rules: x | rules: x (expected: a list)
          rules: [{block: {words: [a]}}] | rules[0].id: absent (expected: there)
          rules: [{id: a b, block: {words: [a]}}] | rules[0].id: a b (expected: 1..64 of A-Z a-z 0-9 . _ -)
          rules: [{id: a, block: {words: [a]}}, {id: a, allow: {queries: [a]}}] | rules[1].id: a (expected: an id that no other rule has)
          rules: [{id: a}] | rules[0]: rule a (expected: one of [block, allow, only, pin, boost, rewrite])
          rules: [{id: a, block: {words: [a]}, allow: {queries: [a]}}] | rules[0]: [block, allow] (expected: one of [block, allow, only, pin, boost, rewrite])
          rules: [{id: a, blok: {words: [a]}}] | rules[0].blok: unknown key (expected: one of allow, block, boost, category, comment, from, id, locale, only, pin, rewrite, until)
          rules: [{id: a, block: {word: [a]}}] | rules[0].block.word: unknown key (expected: one of matching, queries, words)
          rules: [{id: a, block: {}}] | rules[0].block: {} (expected: at least one text)
          rules: [{id: a, block: {words: gun}}] | rules[0].block.words: gun (expected: a list)
          rules: [{id: a, block: {words: [red gun]}}] | rules[0].block.words[0]: red gun (expected: one word)
          rules: [{id: a, block: {queries: ['  ']}}] | rules[0].block.queries[0]:    (expected: 1..128 characters)
          rules: [{id: a, block: {queries: [[a]]}}] | rules[0].block.queries[0]: [a] (expected: a text)
          rules: [{id: a, block: {matching: ['(']}}] | rules[0].block.matching[0]: ( (expected: a regular expression of RE2; missing closing ))
          rules: [{id: a, allow: {words: [a]}}] | rules[0].allow.words: unknown key (expected: one of queries)
          rules: [{id: a, from: soon, block: {words: [a]}}] | rules[0].from: soon (expected: a time with its offset, such as 2026-12-01T00:00:00+01:00)
          rules: [{id: a, from: 2026-01-02T00:00:00Z, until: 2026-01-02T00:00:00Z, block: {words: [a]}}] | rules[0].until: 2026-01-02T00:00:00Z (expected: after from, which is 2026-01-02T00:00:00Z)
          rules: [{id: a, boost: {words: [a]}}] | rules[0].boost.factor: absent (expected: there)
          rules: [{id: a, boost: {factor: 0, words: [a]}}] | rules[0].boost.factor: 0 (expected: 0.001..1000)
          rules: [{id: a, boost: {factor: 1.2.3, words: [a]}}] | rules[0].boost.factor: 1.2.3 (expected: 0.001..1000)
          rules: [{id: a, boost: {factor: .nan, words: [a]}}] | rules[0].boost.factor: .nan (expected: 0.001..1000)
          rules: [{id: a, pin: {prefixes: [a]}}] | rules[0].pin: {prefixes=[a]} (expected: 1..16 texts)
          rules: [{id: a, pin: {texts: [a]}}] | rules[0].pin: {texts=[a]} (expected: prefixes or startingWith)
          rules: [{id: a, rewrite: {queries: [a]}}] | rules[0].rewrite.to: absent (expected: there)
          """)
  void parse_brokenPart_isNamedWithItsValueAndTheRule(String document, String message) {
    assertThatThrownBy(() -> Rules.of(document))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessage(message);
  }

  @Test
  void parse_patternThatOthersTakeForeverFor_isLinear() {
    RulesInForce rules = Rules.inForce("rules: [{id: a, block: {matching: ['(a+)+$']}}]");

    assertThat(rules.shown("a".repeat(127) + "!")).isNotNull();
  }

  @Test
  void parse_tooManyPatterns_areRefused() {
    String many = "x,".repeat(65);

    assertThatThrownBy(() -> Rules.of("rules: [{id: a, block: {matching: [" + many + "]}}]"))
        .hasMessage("rules[0].block.matching[64]: x (expected: at most 64 patterns in all rules)");
  }

  @Test
  void parse_notYaml_isRefused() {
    assertThatThrownBy(() -> Rules.of("rules: [")).isInstanceOf(InvalidRulesException.class);
    assertThatThrownBy(() -> Rules.of("rules: []\nrules: []"))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("duplicate key rules");
    assertThatThrownBy(() -> RuleDocument.parse(new byte[] {(byte) 0xC3, 0x28}))
        .hasMessage("document: other bytes (expected: UTF-8)");
    assertThatThrownBy(() -> RuleDocument.parse(new byte[RuleDocument.MAX_BYTES + 1]))
        .hasMessage("document: 16777217 bytes (expected: at most 16777216 bytes)");
  }

  /** Whatever comes: rules, or a refusal. */
  @Test
  void parse_randomBytes_onlyRefusals() {
    String seed = "rules: [{id: a, block: {words: [gun], matching: ['a+']}}]";
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
      for (int change = 0; change <= random.nextInt(4); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        RuleDocument.parse(bytes);
      } catch (InvalidRulesException e) {
        assertThat(e.field()).isNotEmpty();
      }
    }
  }
}
