package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.sft.TokenizerMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderInputBuilderTest {
  private static QueryTokenizer tokenizer;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    TokenizerMaker.make(
        Map.of("red running shoes", 9L, "socks", 9L, "boots", 9L, "female north", 9L), 200, file);
    tokenizer = QueryTokenizer.load(file);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  private static Seq2SeqConfig config(CutWord cutWord, int maxInputTokens) {
    return new Seq2SeqConfig(
        200, 12, 1, 1, 2, 2, 8, 8, 128, "gelu", false, 0, 5, 6, cutWord, maxInputTokens, 10);
  }

  private static String spelled(int[] tokens) {
    return Arrays.stream(tokens).mapToObj(tokenizer::token).collect(Collectors.joining(" "));
  }

  private static int[][] related(String... queries) {
    return Arrays.stream(queries).map(tokenizer::encode).toArray(int[][]::new);
  }

  private static UserContext user(List<String> history) {
    return new UserContext(History.untimed(history), new Profile(null, "female", "north", null));
  }

  @Test
  void build_allParts_comeInOrder() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.WORD_PIECE, 96));
    int[] input =
        builder.build(
            Prefix.of("Red shoes"), related("boots", "red shoes"), user(List.of("socks", "boots")));
    assertThat(spelled(input))
        .isEqualTo(
            "[CLS] red shoes [SEP] boots [Q] red shoes [SEP] socks [Q] boots [SEP] female north");
  }

  @Test
  void build_nothingKnown_keepsTheFrame() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 96));
    assertThat(spelled(builder.build(Prefix.of(""), new int[0][], UserContext.ANONYMOUS)))
        .isEqualTo("[CLS] [SEP] [SEP] [SEP]");
  }

  @Test
  void build_cutWord_isFedByCharactersUntilABlankFollows() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 96));
    assertThat(spelled(builder.build(Prefix.of("red sho"), new int[0][], UserContext.ANONYMOUS)))
        .isEqualTo("[CLS] red s ##h ##o [SEP] [SEP] [SEP]");
    assertThat(spelled(builder.build(Prefix.of("red shoes "), new int[0][], UserContext.ANONYMOUS)))
        .isEqualTo("[CLS] red shoes [SEP] [SEP] [SEP]");
  }

  @Test
  void build_textsOrTokens_giveTheSameInput() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 96));
    UserContext user = user(List.of("socks", "red boots"));
    assertThat(
            builder.build(
                Prefix.of("bo"),
                related("boots"),
                List.of(tokenizer.encode("socks"), tokenizer.encode("red boots")),
                builder.profileTokens(user.profile())))
        .containsExactly(builder.build(Prefix.of("bo"), related("boots"), user));
  }

  @Test
  void build_overTheLimit_dropsOldHistoryThenLastRelatedThenTheFrontOfThePrefix() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 44));
    String word = IntStream.range(0, 33).mapToObj(i -> "s").collect(Collectors.joining());
    String first = "s" + " ##s".repeat(32);
    // 33 of the prefix, 4 of the frame, 2 of the profile: 5 are left.
    assertThat(
            spelled(
                builder.build(
                    Prefix.of(word), related("boots"), user(List.of("socks", "red", "boots")))))
        .isEqualTo("[CLS] " + first + " [SEP] boots [SEP] socks [Q] red [SEP] female north");
    assertThat(
            spelled(
                builder.build(
                    Prefix.of(word),
                    related("boots", "red", "socks", "red"),
                    user(List.of("red")))))
        .isEqualTo("[CLS] " + first + " [SEP] boots [Q] red [Q] socks [SEP] [SEP] female north");
    assertThat(
            spelled(builder.build(Prefix.of(word + word), related("boots"), user(List.of("red")))))
        .isEqualTo("[CLS]" + " ##s".repeat(38) + " [SEP] [SEP] [SEP] female north");
  }

  @Test
  void build_anyInput_neverExceedsTheLimit() {
    EncoderInputBuilder builder =
        new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 40));
    List<String> words = List.of("red", "running", "shoes", "boots", "socks");
    List<String> history =
        IntStream.range(0, 30)
            .mapToObj(i -> words.get(i % 5) + " " + words.get(i / 5 % 5) + " " + words.get(i / 25))
            .toList();
    String profile = "female ".repeat(60);
    int[] input =
        builder.build(
            Prefix.of("s".repeat(128)),
            related("boots", "socks"),
            new UserContext(History.untimed(history), new Profile(profile, null, null, null)));
    assertThat(input).hasSize(40);
    assertThat(spelled(input))
        .startsWith("[CLS]" + " ##s".repeat(32) + " [SEP] [SEP] [SEP] female");
    EncoderInputBuilder roomy = new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 96));
    int[] tenQueries =
        roomy.build(
            Prefix.of("s"),
            new int[0][],
            new UserContext(History.untimed(history), Profile.UNKNOWN));
    assertThat(tenQueries).hasSize(4 + 1 + 10 * 3 + 9);
  }

  @Test
  void constructor_limitTooLow_orForeignTokenizer_isRefused() {
    assertThatThrownBy(() -> new EncoderInputBuilder(tokenizer, config(CutWord.CHARACTERS, 35)))
        .hasMessage("onesug_max_input_tokens: 35 (expected: at least 36)");
    Seq2SeqConfig small =
        new Seq2SeqConfig(
            20, 12, 1, 1, 2, 2, 8, 8, 128, "gelu", false, 0, 5, 6, CutWord.CHARACTERS, 96, 10);
    assertThatThrownBy(() -> new EncoderInputBuilder(tokenizer, small))
        .hasMessageStartingWith("vocab_size: 20 (expected: at least the tokenizer's ");
  }
}
