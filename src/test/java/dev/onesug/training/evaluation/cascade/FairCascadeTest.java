package dev.onesug.training.evaluation.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FairCascadeTest {
  private static final CascadeSettings SETTINGS = new CascadeSettings(300, 5);
  private static final Profile FEMALE = new Profile(null, "f", null, null);
  private static final Profile MALE = new Profile(null, "m", null, null);

  @TempDir static Path folder;
  private static ModelVersion bundle;
  private static SampleFolder samples;

  @BeforeAll
  static void open() throws IOException {
    bundle = ModelVersion.open(TinyVersion.write(folder.resolve("models"), "tiny", 7), "cpu");
    samples = new SampleFolder(Files.createDirectory(folder.resolve("samples")));
    Random random = new Random(3);
    try (Samples.Writer writer = Samples.writer(samples.train())) {
      for (int i = 0; i < 400; i++) {
        writer.write(sample(i, random));
      }
    }
  }

  @AfterAll
  static void close() {
    bundle.close();
  }

  /** Who searched a sofa searches it again; else women search one thing and men another. */
  private static Sample sample(int instant, Random random) {
    boolean female = random.nextBoolean();
    boolean again = random.nextInt(3) == 0;
    String target = again ? "sofa" : female ? "red phone case" : "running shoes";
    String prefix = random.nextBoolean() ? "r" : "s";
    return new Sample(
        prefix,
        target,
        BehaviourLevel.QUERY_CLICK,
        again ? List.of("sofa") : List.of(),
        again ? 1 : 0,
        female ? FEMALE : MALE,
        instant,
        List.of("red shoes", "red phone case"),
        List.of(),
        Sample.Rates.UNKNOWN);
  }

  private static FairCascade train(CascadeSettings settings) {
    return FairCascade.train(bundle, samples, settings, Progress.NONE);
  }

  private static List<String> suggest(
      FairCascade cascade, Profile profile, int limit, String... history) {
    return cascade.suggest(
        Prefix.of("r"), new UserContext(History.untimed(List.of(history)), profile), limit);
  }

  @Test
  void suggest_behaviourOfTheLog_isLearned() {
    try (FairCascade cascade = train(SETTINGS)) {
      assertThat(suggest(cascade, FEMALE, 1)).containsExactly("red phone case");
      assertThat(suggest(cascade, MALE, 1)).containsExactly("running shoes");
      assertThat(suggest(cascade, MALE, 1, "sofa")).containsExactly("sofa");
      assertThat(suggest(cascade, FEMALE, 1, "sofa")).containsExactly("sofa");
    }
  }

  @Test
  void suggest_anyLimit_givesSoManyDifferentQueries() {
    try (FairCascade cascade = train(SETTINGS)) {
      assertThat(suggest(cascade, MALE, 4)).hasSize(4).doesNotHaveDuplicates();
      assertThat(suggest(cascade, MALE, 16, "sofa", "phone"))
          .containsExactlyInAnyOrderElementsOf(TinyVersion.QUERIES);
    }
  }

  @Test
  void train_sameSeed_sameCascade() {
    try (FairCascade one = train(SETTINGS);
        FairCascade same = train(SETTINGS)) {
      assertThat(one.importance()).isEqualTo(same.importance());
      assertThat(suggest(one, MALE, 16)).isEqualTo(suggest(same, MALE, 16));
    }
  }

  @Test
  void importance_trainedCascade_sharesAllGainByName() {
    try (FairCascade cascade = train(SETTINGS)) {
      assertThat(cascade.importance())
          .containsOnlyKeys(Feature.ALL.stream().map(Feature::name).toArray(String[]::new));
      assertThat(cascade.importance().values().stream().mapToDouble(share -> share).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void train_noQueryOfTheIndex_namesTheRule() throws IOException {
    SampleFolder strange = new SampleFolder(Files.createDirectory(folder.resolve("strange")));
    try (Samples.Writer writer = Samples.writer(strange.train())) {
      Sample known = sample(0, new Random(1));
      writer.write(
          new Sample(
              "r",
              "rare query",
              known.level(),
              List.of(),
              0,
              Profile.UNKNOWN,
              0,
              known.shown(),
              List.of(),
              Sample.Rates.UNKNOWN));
    }
    assertThatThrownBy(() -> FairCascade.train(bundle, strange, SETTINGS, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples: none of 300 was recalled (expected: at least one)");
  }

  @Test
  void settings_samplesOutOfRange_areRefused() {
    assertThatThrownBy(() -> new CascadeSettings(0, 1))
        .hasMessage("samples: 0 (expected: 1..200000)");
    assertThatThrownBy(() -> new CascadeSettings(200_001, 1))
        .hasMessage("samples: 200001 (expected: 1..200000)");
  }
}
