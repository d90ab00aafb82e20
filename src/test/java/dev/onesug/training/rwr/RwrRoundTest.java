package dev.onesug.training.rwr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.model.prior.ContextPrior;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.WordPieceText;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.Sample.Rates;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.SamplePreparation.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RwrRoundTest {
  @TempDir static Path folder;
  private static Path reference;
  private static QueryIndex index;
  private static QueryTokenizer tokenizer;
  private static Seq2SeqConfig config;
  private static AllowedChoices choices;

  @BeforeAll
  static void open() throws IOException {
    Path version = TinyVersion.write(folder.resolve("models"), "tiny", 7);
    reference = version.resolve("seq2seq");
    index = QueryIndex.open(version.resolve("index"));
    tokenizer = QueryTokenizer.load(reference.resolve("tokenizer.json"));
    config = Seq2SeqConfig.read(reference.resolve("config.json"));
    PriorWeights weights =
        JsonMapper.shared()
            .readValue(Files.readAllBytes(reference.resolve("search.json")), PriorWeights.class);
    ContextPrior prior = new ContextPrior(index, new WordPieceText(tokenizer), weights);
    choices =
        new AllowedChoices(
            prior.trie(), prior::withoutOne, config.endToken(), config.vocabularySize());
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  private static RwrSettings settings(
      Set<BehaviourLevel> levels, boolean ownBeam, double learningRate, double limit) {
    return settings(levels, ownBeam, learningRate, limit, 0);
  }

  private static RwrSettings settings(
      Set<BehaviourLevel> levels,
      boolean ownBeam,
      double learningRate,
      double limit,
      double largestFall) {
    return new RwrSettings(
        100,
        0,
        4,
        levels,
        ownBeam,
        0.5,
        0.5,
        0.4,
        0.25,
        RwrSettings.Weighted.MARGIN,
        limit,
        10,
        largestFall,
        new DescentSettings(100, 30, 4, learningRate, 0.1, 0.1, 100, 1, 1, "cpu"));
  }

  private static RwrSettings learning(double learningRate, double limit) {
    return settings(Set.of(BehaviourLevel.SHOW), false, learningRate, limit);
  }

  /** Who types "r" always wants running shoes, and is shown the popular red shoes first. */
  private static Prepared sample(long place, List<String> shown, List<String> recalled) {
    Sample sample =
        new Sample(
            "r",
            "running shoes",
            BehaviourLevel.ORDER,
            List.of(),
            0,
            Profile.UNKNOWN,
            0,
            shown,
            recalled,
            new Rates(0.3f, 0.2f, List.of(0.1f, 0.2f, 0.3f)));
    Prefix prefix = new Prefix("r");
    int[] input =
        new EncoderInputBuilder(tokenizer, config)
            .build(prefix, new int[0][], UserContext.ANONYMOUS);
    Moment moment = new Moment(prefix, List.of(), History.NONE);
    return new Prepared(place, sample, moment, input, index.find("running shoes").getAsInt());
  }

  private static List<Prepared> samples(int count) {
    List<Prepared> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, List.of("red shoes", "running shoes", "red"), List.of()));
    }
    return samples;
  }

  private static RwrReport run(RwrSettings settings, Path work, Path output) throws IOException {
    Files.createDirectories(work);
    return new RwrRound(index, choices, settings, Progress.NONE)
        .run(samples(40), samples(3), reference, work, Files.createDirectories(output));
  }

  @Test
  void run_onePreference_isLearned() throws IOException {
    RwrReport report = run(learning(3e-3, 100), folder.resolve("a"), folder.resolve("a/out"));

    assertThat(report.lists()).isEqualTo(Map.of("ORDER over SHOW", 40L));
    assertThat(report.refused()).isNull();
    assertThat(report.after().reciprocalRank()).isGreaterThan(report.before().reciprocalRank());
    assertThat(report.descent().curve().get(0).others().get("preferred")).isEqualTo(1);
    assertThat(report.descent().curve().get(0).others().get("divergence")).isPositive();
  }

  @Test
  void run_movesTooFar_isRefusedAndLeavesTheModelAsItWas() throws IOException {
    RwrReport report = run(learning(3e-3, 1e-6), folder.resolve("b"), folder.resolve("b/out"));

    assertThat(report.refused()).startsWith("divergence: ").endsWith("(expected: at most 0.000)");
    assertThat(weights(folder.resolve("b/out"))).isEqualTo(weights(reference));
  }

  @Test
  void run_ranksLower_isRefused() throws IOException {
    RwrReport report = contrary(learning(3e-3, 100), folder.resolve("c"));

    assertThat(report.refused()).startsWith("MRR@16 on held-out searches: ");
    assertThat(weights(folder.resolve("c/out"))).isEqualTo(weights(reference));
  }

  @Test
  void run_ranksLowerByNoMoreThanMayBe_isKept() throws IOException {
    RwrSettings lenient = settings(Set.of(BehaviourLevel.SHOW), false, 3e-3, 100, 1);
    RwrReport report = contrary(lenient, folder.resolve("d"));

    assertThat(report.after().reciprocalRank()).isLessThan(report.before().reciprocalRank());
    assertThat(report.refused()).isNull();
    assertThat(weights(folder.resolve("d/out"))).isNotEqualTo(weights(reference));
  }

  /** A round that is measured on searches for what it learns to avoid. */
  private static RwrReport contrary(RwrSettings settings, Path work) throws IOException {
    List<Prepared> others = new ArrayList<>();
    for (Prepared one : samples(3)) {
      Sample s = one.sample();
      Sample popular =
          new Sample(
              s.prefix(),
              "red shoes",
              s.level(),
              s.history(),
              s.inSession(),
              s.profile(),
              0,
              s.shown(),
              s.recalled(),
              s.rates());
      others.add(
          new Prepared(
              one.place(), popular, one.moment(), one.input(), index.find("red shoes").getAsInt()));
    }
    Files.createDirectories(work);
    return new RwrRound(index, choices, settings, Progress.NONE)
        .run(samples(40), others, reference, work, Files.createDirectories(work.resolve("out")));
  }

  @Test
  void run_nothingToPrefer_saysSo() {
    List<Prepared> bare = List.of(sample(0, List.of("running shoes"), List.of()));
    RwrRound round = new RwrRound(index, choices, learning(1e-3, 100), Progress.NONE);
    assertThatThrownBy(() -> round.run(bare, bare, reference, folder, folder))
        .hasMessage("preference lists: 0 to train and 0 to measure (expected: at least 1 each)");
  }

  @Test
  void make_notShown_comesFromTheLogElseFromTheBeam() throws IOException {
    List<String> shown = List.of("red shoes");
    List<Prepared> samples =
        List.of(sample(0, shown, List.of("sofa", "no query")), sample(1, shown, List.of()));
    Set<BehaviourLevel> notShown = Set.of(BehaviourLevel.NOT_SHOWN);
    try (Seq2SeqModel model = Seq2SeqModel.load(reference, "cpu")) {
      OwnBeam beam = new OwnBeam(model, choices);
      PreferenceLists lists =
          new ListMaker(index, settings(notShown, false, 1e-3, 1), beam).make(samples);
      int sofa = index.find("sofa").getAsInt();
      assertThat(lists.negatives().get(0).queries()).containsExactly(sofa, sofa, sofa, sofa);
      assertThat(texts(lists.negatives().get(1)))
          .doesNotContain("red shoes", "running shoes")
          .doesNotHaveDuplicates()
          .hasSize(4);

      PreferenceLists own =
          new ListMaker(index, settings(notShown, true, 1e-3, 1), beam).make(samples);
      assertThat(texts(own.negatives().get(0))).doesNotHaveDuplicates();
    }
  }

  @Test
  void make_levels_areDrawnAmongThoseThatASampleHas() throws IOException {
    List<Prepared> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      samples.add(sample(i, i < 30 ? List.of("red shoes") : List.of(), List.of("sofa")));
    }
    Set<BehaviourLevel> all =
        EnumSet.of(BehaviourLevel.SHOW, BehaviourLevel.NOT_SHOWN, BehaviourLevel.RANDOM);
    try (Seq2SeqModel model = Seq2SeqModel.load(reference, "cpu")) {
      PreferenceLists lists =
          new ListMaker(index, settings(all, false, 1e-3, 1), new OwnBeam(model, choices))
              .make(samples);
      assertThat(lists.types())
          .containsOnlyKeys("ORDER over SHOW", "ORDER over NOT_SHOWN", "ORDER over RANDOM");
      assertThat(lists.types().get("ORDER over SHOW")).isBetween(4L, 20L);
      for (Negatives list : lists.negatives()) {
        double worse =
            list.worse() == BehaviourLevel.SHOW
                ? Reward.of(list.worse(), 0.1 - 0.2)
                : Reward.of(list.worse(), 0);
        assertThat(list.gap())
            .isCloseTo(Reward.of(BehaviourLevel.ORDER, 0.3 - 0.2) - worse, within(1e-6));
      }
    }
  }

  private static List<String> texts(Negatives list) {
    return Arrays.stream(list.queries()).mapToObj(index::text).toList();
  }

  private static float[] weights(Path model) throws IOException {
    return SafeTensors.read(model.resolve("model.safetensors")).get("model.shared.weight").values();
  }
}
