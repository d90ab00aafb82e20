package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  private static final Profile PROFILE = new Profile("25-34", null, "north", "low");

  @TempDir Path folder;

  private static Sample sample(String prefix, String target, BehaviourLevel level) {
    return new Sample(
        prefix,
        target,
        level,
        List.of("pear"),
        1,
        PROFILE,
        0,
        List.of(),
        List.of(),
        Sample.Rates.UNKNOWN);
  }

  private static void write(Path file, Sample... samples) throws IOException {
    try (Samples.Writer writer = Samples.writer(file)) {
      for (Sample sample : samples) {
        writer.write(sample);
      }
    }
  }

  @Test
  void read_testSamples_keepsWhatWasSearched() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    write(
        samples.test(),
        sample("ap", "apple", BehaviourLevel.ORDER),
        sample("ap", "apricot", BehaviourLevel.SHOW),
        sample("wo", "bear", BehaviourLevel.QUERY_CLICK));
    assertThat(Trial.read(samples))
        .containsExactly(
            new Trial(
                new EvaluationRequest(
                    "ap", new UserContext(History.untimed(List.of("pear")), PROFILE)),
                "apple",
                BehaviourLevel.ORDER),
            new Trial(
                new EvaluationRequest(
                    "wo", new UserContext(History.untimed(List.of("pear")), PROFILE)),
                "bear",
                BehaviourLevel.QUERY_CLICK));
  }

  @Test
  void trainingWindow_trainSamples_countsTargetsAndKnowsPrefixes() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    write(
        samples.train(),
        sample("ap", "apple", BehaviourLevel.ORDER),
        sample("a", "apple", BehaviourLevel.QUERY_CLICK),
        sample("ap", "apricot", BehaviourLevel.ITEM_CLICK));
    TrainingWindow window = TrainingWindow.read(samples);
    assertThat(window.queries().size()).isEqualTo(2);
    assertThat(window.queries().count(window.queries().firstAtOrAfter("apple"))).isEqualTo(2);
    Trial seen = Trial.of(sample("ap", "apple", BehaviourLevel.ORDER));
    Trial unseen = Trial.of(sample("b", "banana", BehaviourLevel.ORDER));
    assertThat(window.band(seen)).isEqualTo(PrefixCounts.Band.HEAD);
    assertThat(window.entropyBits(seen)).isEqualTo(1);
    assertThat(window.knowsTarget(seen)).isTrue();
    assertThat(window.band(unseen)).isEqualTo(PrefixCounts.Band.UNSEEN);
    assertThat(window.knowsTarget(unseen)).isFalse();
  }

  @Test
  void slices_oneTrial_fallsIntoOnePartOfEachGroup() {
    TrainingWindow window =
        new TrainingWindow(
            QueryCounts.of(Map.of("apple", 1)), PrefixCounts.of(Map.of("ap", Map.of("apple", 1))));
    Trial trial = Trial.of(sample("\uD83D\uDE00 mugs for", "mugs", BehaviourLevel.ORDER));
    assertThat(
            SliceGroup.standard(window).stream()
                .flatMap(group -> group.slices().stream())
                .filter(slice -> slice.holds().test(trial))
                .map(SliceGroup.Slice::name))
        .containsExactly(
            SliceResult.ALL,
            "10",
            "ordered",
            "not seen",
            "fewer",
            "new",
            "1 to 4",
            "other",
            "leaves it");
  }
}
