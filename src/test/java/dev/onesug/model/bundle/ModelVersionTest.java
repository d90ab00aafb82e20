package dev.onesug.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.ContinuePrefix;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.related.Related;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionTest {
  private static final UserContext USER =
      new UserContext(
          History.untimed(List.of("blue shoes")), new Profile("25-34", null, "north", null));

  @TempDir static Path models;
  private static Path version;

  @BeforeAll
  static void write() throws IOException {
    version = TinyVersion.write(models, "tiny", 7);
  }

  @Test
  void search_closed_saysSoInsteadOfReadingWhatIsGone() throws IOException {
    ModelVersion closed = ModelVersion.open(version, "cpu");
    closed.close();

    assertThatThrownBy(closed::index)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(closed::related).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::search).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_wholeVersion_answersWithEveryAllowedQuery() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      assertThat(open.name()).isEqualTo("tiny");
      assertThat(suggest(open, "re", Constraint.NONE))
          .containsExactlyInAnyOrderElementsOf(TinyVersion.QUERIES);
    }
  }

  @Test
  void open_twice_givesTheSameAnswers() throws IOException {
    try (ModelVersion one = ModelVersion.open(version, "cpu");
        ModelVersion two = ModelVersion.open(version, "cpu")) {
      assertThat(suggest(one, "unseen pre", Constraint.NONE))
          .isEqualTo(suggest(two, "unseen pre", Constraint.NONE));
    }
  }

  @Test
  void search_continuePrefix_returnsQueriesThatStartWithTheText() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      for (String typed : List.of("r", "re", "red", "red ", "running sh", "t-s", "phone c", "zz")) {
        assertThat(suggest(open, typed, new ContinuePrefix(typed, open.tokenText())))
            .containsExactlyInAnyOrderElementsOf(
                TinyVersion.QUERIES.stream().filter(query -> query.startsWith(typed)).toList());
      }
    }
  }

  @Test
  void search_userWhoSearchedAQuery_scoresItHigherForTheSameInput() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      UserContext returning =
          new UserContext(History.untimed(List.of("red shoes")), Profile.UNKNOWN);
      int[] input = open.encoderInput().build(Prefix.of("r"), new int[0][], UserContext.ANONYMOUS);
      assertThat(score(open, returning, input, "red shoes"))
          .isGreaterThan(score(open, UserContext.ANONYMOUS, input, "red shoes"));
      // It shares a word with what was searched.
      assertThat(score(open, returning, input, "red phone case"))
          .isGreaterThan(score(open, UserContext.ANONYMOUS, input, "red phone case"));
      assertThat(score(open, returning, input, "sofa"))
          .isLessThan(score(open, UserContext.ANONYMOUS, input, "sofa"));
    }
  }

  @Test
  void search_severalAtOnce_eachFindsWhatItFindsAlone() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      List<Moment> moments = new ArrayList<>();
      List<int[]> inputs = new ArrayList<>();
      for (String typed : List.of("r", "running shoes for", "zz", "ph")) {
        moments.add(open.moment(Prefix.of(typed), UserContext.ANONYMOUS));
        inputs.add(
            open.encoderInput().build(Prefix.of(typed), new int[0][], UserContext.ANONYMOUS));
      }
      List<List<Candidate>> together = open.search(moments, inputs, 4, 6);
      for (int i = 0; i < moments.size(); i++) {
        List<Candidate> alone = open.search(moments.get(i), inputs.get(i), 4, 6);
        assertThat(together.get(i)).extracting(Candidate::query).isEqualTo(queries(alone));
        assertThat(together.get(i).get(0).score()).isCloseTo(alone.get(0).score(), within(1e-4));
      }
    }
  }

  private static List<Integer> queries(List<Candidate> found) {
    return found.stream().map(Candidate::query).toList();
  }

  @Test
  void search_versionWithoutAPrior_staysWithTheTypedText(@TempDir Path copies) throws IOException {
    Path bare = TinyVersion.withoutPrior(copies, "bare", 7);
    try (ModelVersion open = ModelVersion.open(bare, "cpu")) {
      assertThat(open.hasPrior()).isFalse();
      Moment moment = open.moment(Prefix.of("red"), UserContext.ANONYMOUS);
      int[] input =
          open.encoderInput().build(Prefix.of("red"), new int[0][], UserContext.ANONYMOUS);
      assertThat(open.search(moment, input, 16, 16))
          .extracting(found -> open.index().text(found.query()))
          .containsExactlyInAnyOrderElementsOf(
              TinyVersion.QUERIES.stream().filter(query -> query.startsWith("red")).toList());
    }
  }

  @Test
  void searchWithoutModel_nobodyInParticular_isMostPopularCompletion() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      List<String> continuing =
          TinyVersion.QUERIES.stream().filter(query -> query.startsWith("red")).toList();
      assertThat(withoutModel(open, "red", UserContext.ANONYMOUS))
          .startsWith(continuing.toArray(String[]::new))
          .containsExactlyInAnyOrderElementsOf(TinyVersion.QUERIES);
      // Nothing continues it, but words of it stand elsewhere.
      assertThat(withoutModel(open, "men pho", UserContext.ANONYMOUS).subList(0, 5))
          .containsExactlyInAnyOrder(
              "phone", "phone case", "red phone case", "running shoes for men", "t-shirt for men");
    }
  }

  private static List<String> withoutModel(ModelVersion version, String typed, UserContext user) {
    return version.searchWithoutModel(version.moment(Prefix.of(typed), user), 64, 64).stream()
        .map(found -> version.index().text(found.query()))
        .toList();
  }

  private static double score(
      ModelVersion version, UserContext user, int[] input, String suggestion) {
    return version.search(version.moment(Prefix.of("r"), user), input, 64, 64).stream()
        .filter(found -> version.index().text(found.query()).equals(suggestion))
        .findAny()
        .orElseThrow()
        .score();
  }

  @Test
  void open_anyFileAltered_isRefusedByItsName() throws IOException {
    List<String> files = List.copyOf(Manifest.read(version).files().keySet());
    assertThat(files).hasSize(10);
    for (String file : files) {
      Path damaged = version.resolve(file);
      byte[] whole = Files.readAllBytes(damaged);
      byte[] altered = whole.clone();
      altered[altered.length / 2] ^= 1;
      Files.write(damaged, altered);

      assertThatThrownBy(() -> ModelVersion.open(version, "cpu"))
          .isInstanceOf(BundleException.class)
          .hasMessageStartingWith(damaged + ": SHA-256 ")
          .hasMessageContaining(Manifest.read(version).files().get(file).sha256());
      Files.write(damaged, whole);
    }
  }

  @Test
  void open_priorWeightsWithoutEvidence_areRefusedByTheirFile() throws IOException {
    Path older =
        new BundleWriter(models)
            .write(
                "older",
                Manifest.read(version).provenance(),
                folder -> {
                  copyParts(folder);
                  Files.writeString(
                      folder.resolve("seq2seq/search.json"),
                      "{\"leaving\":{\"laterWord\":0.3,\"slip\":0.1,\"sameWords\":0.2,\"near\":0.2,\"anything\":0.1}}");
                });
    assertThatThrownBy(() -> ModelVersion.open(older, "cpu"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("search.json")
        .hasMessageContaining("evidence: absent (expected: weights)");
  }

  @Test
  void open_partsOfTwoVersions_doNotFitAndNothingStaysOpen() throws IOException {
    Path mixed =
        new BundleWriter(models)
            .write("mixed", Manifest.read(version).provenance(), ModelVersionTest::mixedParts);

    assertThatThrownBy(() -> ModelVersion.open(mixed, "cpu"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mixed");
  }

  /** A seq2seq model whose vocabulary is smaller than its tokenizer's. */
  private static void mixedParts(Path folder) throws IOException {
    copyParts(folder);
    Files.copy(
        version.resolve("text-encoder/tokenizer.json"),
        folder.resolve("seq2seq/tokenizer.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path config = folder.resolve("seq2seq/config.json");
    Files.writeString(
        config,
        Files.readString(config).replaceFirst("\"vocab_size\" : \\d+", "\"vocab_size\" : 20"));
  }

  private static void copyParts(Path folder) throws IOException {
    for (String file : Manifest.read(version).files().keySet()) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(version.resolve(file), folder.resolve(file));
    }
  }

  private static List<String> suggest(ModelVersion version, String typed, Constraint constraint) {
    Prefix prefix = Prefix.of(typed);
    Related related = version.related().lookup(prefix);
    int[][] tokens =
        Arrays.stream(related.ids()).mapToObj(version.index()::tokens).toArray(int[][]::new);
    int[] input = version.encoderInput().build(prefix, tokens, USER);
    Stream<Candidate> found = version.search(input, new SearchRequest(16, 16, constraint)).stream();
    return found.map(candidate -> version.index().text(candidate.query())).toList();
  }
}
