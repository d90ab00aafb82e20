package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.training.align.PairMiner.Lookup;
import dev.onesug.training.align.TextPair.Perspective;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairMinerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "runing sh, running shoes, true",
    "rnuning, running shoes, true",
    "runnning, running shoes, true",
    "rumning, running shoes, true",
    "running, running shoes, false",
    "shoes running, running shoes, false",
    "rnnuign, running shoes, false",
    "ru, red, false",
    "phone casr, phone case, true"
  })
  void isMisspelt_oneSlip_isSeen(String prefix, String target, boolean expected) {
    assertThat(PairMiner.isMisspelt(prefix, target)).isEqualTo(expected);
  }

  @Test
  void isMisspelt_longerThanTheQuery_isNot() {
    assertThat(PairMiner.isMisspelt("phone case for iphone", "phone")).isFalse();
  }

  @Test
  void chosen_prefixOfTwoLettersAndMore_goesWithWhatFollowed() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    write(
        samples.train(),
        sample("re", "red shoes", BehaviourLevel.ITEM_CLICK),
        sample("sof", "sofa", BehaviourLevel.ORDER),
        sample("r", "red shoes", BehaviourLevel.ITEM_CLICK),
        sample("sofa", "sofa", BehaviourLevel.ITEM_CLICK));
    assertThat(PairMiner.chosen(samples))
        .containsExactly(
            new TextPair("re", "red shoes", Perspective.CLICKED),
            new TextPair("sof", "sofa", Perspective.ORDERED));
  }

  @Test
  void mined_strongestPairComesFirst() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    Files.writeString(
        samples.queryPairs(),
        """
        a	b	1	0	0.9	0
        c	d	2	1	0.1	0.5
        """);
    assertThat(PairMiner.mined(samples))
        .containsExactly(
            new TextPair("c", "d", Perspective.CO_PURCHASED),
            new TextPair("a", "b", Perspective.REFORMULATED));
  }

  @Test
  void heldOut_searchIsListedUnderEachWayOfLookingItUp() throws IOException {
    SampleFolder samples = new SampleFolder(folder);
    write(
        samples.test(),
        sample("r", "red shoes", BehaviourLevel.ITEM_CLICK),
        sample("red", "red shoes", BehaviourLevel.ITEM_CLICK, "sofa"),
        sample("rde sh", "red shoes", BehaviourLevel.ITEM_CLICK, "blue shoes", "sofa"));
    Map<Lookup, List<TextPair>> pairs = PairMiner.heldOut(samples);
    assertThat(pairs.get(Lookup.PREFIX))
        .extracting(TextPair::left)
        .containsExactly("red", "rde sh");
    assertThat(pairs.get(Lookup.SHORT_PREFIX))
        .extracting(TextPair::left)
        .containsExactly("r", "red");
    assertThat(pairs.get(Lookup.MISSPELT_PREFIX))
        .extracting(TextPair::left)
        .containsExactly("rde sh");
    assertThat(pairs.get(Lookup.REFORMULATION))
        .containsExactly(new TextPair("blue shoes", "red shoes", Perspective.REFORMULATED));
  }

  private static Sample sample(
      String prefix, String target, BehaviourLevel level, String... history) {
    return new Sample(
        prefix,
        target,
        level,
        List.of(history),
        history.length,
        Profile.UNKNOWN,
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
}
