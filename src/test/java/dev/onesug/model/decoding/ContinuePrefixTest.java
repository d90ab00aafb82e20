package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.TokenText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuePrefixTest {
  private static final String[] TOKENS = {" red", " sho", "es", " shoes", "sho", ""};
  private static final TokenText TEXT = token -> TOKENS[token];

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // typed | tokens | may grow | is allowed when it ends
        "''        | 0     | true  | true",
        "red       | 0     | true  | true",
        "'red '    | 0     | true  | false",
        "'red '    | 0 3   | true  | true",
        "'red '    | 0 4   | false | false",
        "redsho    | 0 4   | true  | true",
        "redsho    | 0 3   | false | false",
        "red sh    | 0 1   | true  | true",
        "red shoe  | 0 1   | true  | false",
        "red shoe  | 0 1 2 | true  | true",
        "red shoe  | 0 3   | true  | true",
        "red shoe  | 3     | false | false",
        "shoes red | 3 0   | true  | true",
        "red sh    | 5 0 1 | true  | true",
      })
  void allows_tokens_comparesTheirText(
      String typed, String tokens, boolean mayGrow, boolean mayEnd) {
    ContinuePrefix constraint = new ContinuePrefix(typed, TEXT);
    TokenPath path = new TokenPath();
    for (String token : tokens.split(" ", -1)) {
      path.append(Integer.parseInt(token));
    }

    assertThat(constraint.allows(path)).isEqualTo(mayGrow);
    path.end();
    assertThat(constraint.allows(path)).isEqualTo(mayEnd);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "4, false"})
  void and_twoConstraints_allowsWhatBothAllow(int token, boolean allowed) {
    Constraint both =
        new ContinuePrefix("sh", TEXT).and(path -> path.token(path.length() - 1) != 4);
    TokenPath path = new TokenPath();
    path.append(token);

    assertThat(both.allows(path)).isEqualTo(allowed);
  }
}
