package dev.onesug.serving.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  @Test
  void inForce_locale_itselfAndWhatIsMoreSpecial() {
    RuleSet rules = Rules.of("rules: [{id: a, locale: de, block: {words: [gun]}}]");

    for (String locale : new String[] {"de", "DE", "de-AT", "de_CH"}) {
      assertThat(rules.inForce(new Scope(locale, null), NOON).shown("gun")).isNull();
    }
    for (String locale : new String[] {null, "den", "fr", "", "d"}) {
      assertThat(rules.inForce(new Scope(locale, null), NOON).isNone()).isTrue();
    }
  }

  @Test
  void inForce_category_exactlyThisOne() {
    RuleSet rules = Rules.of("rules: [{id: a, category: Toys, block: {words: [gun]}}]");

    assertThat(rules.inForce(new Scope("de", "Toys"), NOON).isNone()).isFalse();
    assertThat(rules.inForce(new Scope("de", "toys"), NOON).isNone()).isTrue();
    assertThat(rules.inForce(Scope.ANYWHERE, NOON).isNone()).isTrue();
  }

  @Test
  void inForce_timeWindow_fromItsFirstInstantToBeforeItsLast() {
    RuleSet rules =
        Rules.of(
            """
            rules:
              - id: a
                from: 2026-12-01T12:00:00Z
                until: 2026-12-01T13:00:00Z
                block: {words: [gun]}
            """);

    assertThat(rules.inForce(Scope.ANYWHERE, NOON.minusMillis(1)).isNone()).isTrue();
    assertThat(rules.inForce(Scope.ANYWHERE, NOON).isNone()).isFalse();
    assertThat(rules.inForce(Scope.ANYWHERE, NOON.plusSeconds(3599)).isNone()).isFalse();
    assertThat(rules.inForce(Scope.ANYWHERE, NOON.plusSeconds(3600)).isNone()).isTrue();
    // A clock that is set back.
    assertThat(rules.inForce(Scope.ANYWHERE, NOON).isNone()).isFalse();
  }

  @Test
  void usual_placesThatRulesName_eachCombinationOnce() {
    RuleSet rules =
        Rules.of(
            """
            rules:
              - {id: a, block: {words: [gun]}}
              - {id: b, locale: de, block: {words: [messer]}}
              - {id: c, category: toys, block: {words: [knife]}}
              - {id: d, category: tools, until: 2026-12-01T11:00:00Z, block: {words: [saw]}}
            """);

    assertThat(rules.usual(NOON))
        .containsExactlyInAnyOrder(
            rules.inForce(Scope.ANYWHERE, NOON),
            rules.inForce(new Scope("de", null), NOON),
            rules.inForce(new Scope(null, "toys"), NOON),
            rules.inForce(new Scope("de", "toys"), NOON));
    assertThat(RuleSet.EMPTY.usual(NOON)).containsExactly(RulesInForce.NONE);
  }

  @Test
  void usual_localesAndCategories_eachAloneComesFirst() {
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int i = 0; i < 6; i++) {
      rules.append("  - {id: l%d, locale: l%d, block: {words: [gun]}}%n".formatted(i, i));
      rules.append("  - {id: c%d, category: c%d, block: {words: [gun]}}%n".formatted(i, i));
    }
    RuleSet set = Rules.of(rules.toString());

    List<RulesInForce> usual = set.usual(NOON);

    assertThat(usual).hasSize(16);
    for (int i = 0; i < 6; i++) {
      assertThat(usual)
          .contains(
              set.inForce(new Scope("l" + i, null), NOON),
              set.inForce(new Scope(null, "c" + i), NOON));
    }
  }

  @Test
  void usual_manyPlaces_notMoreThanAreKeptReady() {
    StringBuilder many = new StringBuilder("rules:\n");
    for (int i = 0; i < 40; i++) {
      many.append("  - {id: a%d, category: c%d, block: {words: [gun]}}%n".formatted(i, i));
    }

    assertThat(Rules.of(many.toString()).usual(NOON)).hasSize(16);
  }

  @Test
  void rewritten_toWhatAPatternBlocksElsewhere_isShownWhereItMayBe() {
    RuleSet rules =
        Rules.of(
            """
            rules:
              - {id: a, rewrite: {queries: [pistol], to: water gun}}
              - {id: b, locale: de, block: {matching: [gun]}}
              - {id: c, pin: {texts: [toy gun], prefixes: [t]}}
            """);

    assertThat(rules.inForce(Scope.ANYWHERE, NOON).shown("pistol")).isEqualTo("water gun");
    assertThat(rules.inForce(new Scope("de", null), NOON).shown("pistol")).isNull();
    assertThat(rules.inForce(Scope.ANYWHERE, NOON).pinned(Prefix.of("t"))).hasSize(1);
    assertThat(rules.inForce(new Scope("de", null), NOON).pinned(Prefix.of("t"))).isEmpty();
  }

  @Test
  void inForce_sameRules_sameObjectWhereverAndWhenever() {
    RuleSet rules =
        Rules.of(
            """
            rules:
              - {id: a, block: {words: [gun]}}
              - {id: b, category: toys, block: {words: [knife]}}
            """);

    RulesInForce everywhere = rules.inForce(Scope.ANYWHERE, NOON);
    assertThat(rules.inForce(new Scope("fr", "shoes"), NOON.plusSeconds(1))).isSameAs(everywhere);
    assertThat(rules.inForce(new Scope("fr", "toys"), NOON).identity())
        .isNotEqualTo(everywhere.identity());
  }

  @Test
  void shown_words_wholeOnesInScriptsWithBlanksAnyInOthers() {
    RulesInForce rules = Rules.inForce("rules: [{id: a, block: {words: [gun, 手机壳]}}]");

    assertThat(rules.shown("red gun holder")).isNull();
    assertThat(rules.shown("gunpowder tea")).isNotNull();
    assertThat(rules.shown("红色手机壳套")).isNull();
    assertThat(rules.shown("手机")).isNotNull();
  }

  @Test
  void shown_only_nothingButTheseAndWhatIsAllowed() {
    RulesInForce rules =
        Rules.inForce(
            """
            rules:
              - {id: a, only: {words: [toy]}}
              - {id: b, only: {queries: [red doll]}}
              - {id: c, block: {queries: [toy gun]}}
              - {id: d, allow: {queries: [ball]}}
            """);

    assertThat(rules.shown("toy car")).isNotNull();
    assertThat(rules.shown("red doll")).isNotNull();
    assertThat(rules.shown("ball")).isNotNull();
    assertThat(rules.shown("toy gun")).isNull();
    assertThat(rules.shown("blue doll")).isNull();
  }

  @Test
  void shown_rewrite_onceAndOnlyToWhatMayBeSuggested() {
    RulesInForce rules =
        Rules.inForce(
            """
            rules:
              - {id: a, rewrite: {queries: [i phone, ifone], to: iphone}}
              - {id: b, rewrite: {queries: [iphone], to: phone}}
              - {id: c, rewrite: {queries: [pistol], to: gun}}
              - {id: d, block: {words: [gun]}}
            """);

    assertThat(rules.shown("i phone")).isEqualTo("iphone");
    assertThat(rules.shown("ifone")).isEqualTo("iphone");
    assertThat(rules.shown("iphone")).isEqualTo("phone");
    assertThat(rules.shown("pistol")).isNull();
  }

  @Test
  void pinned_prefixes_exactAndStartingInTheOrderOfTheDocument() {
    RulesInForce rules =
        Rules.inForce(
            """
            rules:
              - {id: a, pin: {texts: [gift card, gift box], startingWith: [gif]}}
              - {id: b, pin: {texts: [gift ideas, Gift Card, gun], prefixes: [gift, '']}}
              - {id: c, block: {words: [gun]}}
            """);

    assertThat(rules.pinned(Prefix.of("Gift ")))
        .containsExactly("gift card", "gift box", "gift ideas");
    assertThat(rules.pinned(Prefix.of("gift w"))).containsExactly("gift card", "gift box");
    assertThat(rules.pinned(Prefix.of(""))).containsExactly("gift ideas", "gift card");
    assertThat(rules.pinned(Prefix.of("gi"))).isEmpty();
  }

  @Test
  void ids_whatHadSomethingToSay_inTheOrderOfTheDocument() {
    RulesInForce rules =
        Rules.inForce(
            """
            rules:
              - {id: boost, boost: {factor: 2, words: [red]}}
              - {id: block, block: {words: [gun]}}
              - {id: pin, pin: {texts: [x], prefixes: [a]}}
              - {id: other, block: {words: [knife]}}
            """);

    assertThat(rules.ids(Prefix.of("a"), Set.of("gun", "red shoes")))
        .containsExactly("boost", "block", "pin");
    assertThat(rules.ids(Prefix.of("b"), Set.of())).isEmpty();
  }
}
