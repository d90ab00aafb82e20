package dev.onesug.training.logs.privacy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds postal addresses by a house number beside a word for a street, in the order of a few
 * languages, and by post-office boxes. A street alone is none ({@code wall street poster}), nor an
 * ordinal ({@code 5th avenue perfume}). A film that is called like an address is taken for one.
 */
final class PostalAddress {
  /** An English street ends the text, or an apartment, a place or a postal code follows. */
  private static final String AFTER_STREET =
      "\\.?(?=$|,| (?:apt|apartment|unit|suite|ste|floor|flat)\\b| #|(?: [a-z]+){0,3} \\d{5}(?:-\\d{4})?$"
          + "|(?: [a-z]+){0,3} [a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}$)";

  private static final List<Pattern> RULES =
      List.of(
          // 221b baker street, london
          Pattern.compile(
              "(?:^|, ?| at )\\d{1,5}[a-z]?,? (?:[a-z.']{2,} ){1,3}"
                  + "(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|crescent)"
                  + AFTER_STREET),
          // p.o. box 12, postfach 12 34
          Pattern.compile("\\b(?:p\\.? ?o\\.? ?box|postfach) (?:#|n[o°]\\.? ?)?\\d"),
          // hauptstr. 5, lange straße 12a
          Pattern.compile(
              "(?:^|[, ])[a-zäöü-]{3,} ?(?:straße|strasse|str\\.) ?\\d{1,4} ?[a-z]?(?=$|[ ,])"),
          // 24 rue de rivoli
          Pattern.compile(
              "(?:^|, ?)\\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|impasse|chemin)"
                  + " (?:de |du |des |d['’]|la |le |les )"),
          // calle mayor 5, avenida de la paz, 12
          Pattern.compile(
              "\\b(?:calle|avenida|avda\\.?) (?:[a-zñáéíóú]{2,},? ){1,4}(?:n[ºo°]\\.? ?)?\\d{1,4}$"),
          // via roma 12
          Pattern.compile(
              "(?:^|, ?)(?:via|viale|piazza) (?:[a-zàèéìòù']{3,},? ){1,3}\\d{1,4}(?=$|,)"),
          // 南京路100号, 霞が関1丁目
          Pattern.compile("[路街道巷弄] ?\\d{1,5} ?[号號]|\\d{1,2}丁目"));

  private PostalAddress() {}

  static boolean isIn(String text) {
    return RULES.stream().anyMatch(rule -> rule.matcher(text).find());
  }
}
