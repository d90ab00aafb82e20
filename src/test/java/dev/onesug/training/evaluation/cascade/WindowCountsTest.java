package dev.onesug.training.evaluation.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowCountsTest {
  @TempDir static Path models;
  private static ModelVersion bundle;
  private static QueryIndex index;

  @BeforeAll
  static void open() throws IOException {
    bundle = ModelVersion.open(TinyVersion.write(models, "tiny", 7), "cpu");
    index = bundle.index();
  }

  @AfterAll
  static void close() {
    bundle.close();
  }

  private static int id(String query) {
    return index.find(query).orElseThrow();
  }

  private static Sample sample(String prefix, String target, Profile profile, String... shown) {
    return new Sample(
        prefix,
        target,
        BehaviourLevel.QUERY_CLICK,
        List.of("sofa", "red"),
        2,
        profile,
        0,
        List.of(shown),
        List.of(),
        Sample.Rates.UNKNOWN);
  }

  private static WindowCounts window(List<Sample> samples) {
    WindowCounts counts = new WindowCounts(index);
    samples.forEach(counts::add);
    return counts;
  }

  private static KnownCounts counts(List<Sample> samples) {
    return new KnownCounts(window(samples), window(List.of()));
  }

  @Test
  void followers_longerPrefixes_countForTheirBeginnings() {
    KnownCounts counts =
        counts(
            List.of(
                sample("red", "red shoes", Profile.UNKNOWN),
                sample("red sh", "red shoes", Profile.UNKNOWN),
                sample("re", "sofa", Profile.UNKNOWN),
                sample("rf", "sofa", Profile.UNKNOWN),
                sample("red", "not in the index", Profile.UNKNOWN)));

    Followers red = counts.followers("red");
    assertThat(red.queries()).containsExactly(id("red shoes"));
    assertThat(red.count(id("red shoes"))).isEqualTo(2);
    assertThat(red.exactCount(id("red shoes"))).isEqualTo(1);
    assertThat(counts.followers("re").total()).isEqualTo(3);
    assertThat(counts.followers("r").count(id("sofa"))).isEqualTo(2);
    assertThat(counts.followers("x").total()).isZero();
  }

  @Test
  void clicks_chosenWhereShown_riseAboveTheMean() {
    KnownCounts counts =
        counts(
            List.of(
                sample("r", "red", Profile.UNKNOWN, "red", "sofa"),
                sample("r", "red", Profile.UNKNOWN, "red", "sofa"),
                sample("r", "phone", Profile.UNKNOWN, "red", "sofa")));

    // Two clicks of six impressions are the mean, which each starts with twenty times.
    double mean = 2.0 / 6;
    assertThat(counts.clickRate(id("red"))).isCloseTo((2 + 20 * mean) / 23, within(1e-12));
    assertThat(counts.clickRate(id("sofa"))).isCloseTo(20 * mean / 23, within(1e-12));
    assertThat(counts.clickRate(id("phone"))).isCloseTo(mean, within(1e-9));
  }

  @Test
  void profiles_queryOfOneGroup_isLikelierForIt() {
    Profile north = new Profile(null, null, "north", null);
    Profile south = new Profile(null, null, "south", null);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(sample("r", i < 15 ? "red" : "sofa", north));
      samples.add(sample("r", i < 5 ? "red" : "sofa", south));
    }
    KnownCounts counts = counts(samples);

    double expected = Math.log((15 + 10 * 0.5) / (20 + 10) / 0.5);
    assertThat(counts.logRatio(ProfileField.REGION, north, id("red")))
        .isCloseTo(expected, within(1e-12));
    assertThat(counts.logRatio(ProfileField.REGION, south, id("red"))).isNegative();
    assertThat(counts.logRatio(ProfileField.REGION, Profile.UNKNOWN, id("red"))).isZero();
    assertThat(counts.logRatio(ProfileField.GENDER, north, id("red"))).isZero();
    Profile unseen = new Profile(null, null, "west", null);
    assertThat(counts.logRatio(ProfileField.REGION, unseen, id("red"))).isZero();
  }

  @Test
  void known_partLeftOut_isAsIfItHadNeverBeenCounted() {
    List<Sample> samples = randomSamples(40);
    List<Sample> left = samples.subList(10, 25);
    List<Sample> others = new ArrayList<>(samples.subList(0, 10));
    others.addAll(samples.subList(25, 40));
    KnownCounts without = new KnownCounts(window(samples), window(left));
    KnownCounts ofOthers = counts(others);
    for (Sample sample : left) {
      Keystroke before = Keystroke.before(bundle, without, sample, id(sample.target()));
      Keystroke served =
          Keystroke.serving(bundle, ofOthers, new Prefix(sample.prefix()), before.user());
      for (int query = 0; query < index.size(); query++) {
        Recalled recalled = new Recalled(query, index.text(query));
        for (Feature feature : Feature.ALL) {
          assertThat(feature.of(before, recalled))
              .as("%s of %s at %s", feature.name(), recalled.text(), sample)
              .isCloseTo(feature.of(served, recalled), within(1e-9));
        }
      }
    }
  }

  @Test
  void searches_partLeftOut_areFewer() {
    List<Sample> samples =
        List.of(sample("r", "red", Profile.UNKNOWN), sample("r", "sofa", Profile.UNKNOWN));
    KnownCounts without = new KnownCounts(window(samples), window(samples.subList(0, 1)));
    assertThat(without.searches(id("red"))).isZero();
    assertThat(without.isGone(id("red"))).isTrue();
    assertThat(without.searches(id("sofa"))).isEqualTo(1);
    assertThat(without.logShare(id("sofa"))).isCloseTo(Math.log(1.5 / 2), within(1e-12));
    // Nobody searched it at all: that is not known by what is left out.
    assertThat(without.isGone(id("phone"))).isFalse();
    assertThat(without.followers("r").queries()).containsExactly(id("sofa"));
  }

  private static List<Sample> randomSamples(int count) {
    Random random = new Random(4);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String target = TinyVersion.QUERIES.get(random.nextInt(5));
      Profile profile =
          new Profile(
              random.nextBoolean() ? "18-24" : null,
              random.nextBoolean() ? "f" : "m",
              random.nextBoolean() ? "north" : "south",
              null);
      String prefix = target.substring(0, 1 + random.nextInt(4)).stripTrailing();
      samples.add(sample(prefix, target, profile, "sofa", "phone case", "red shoes"));
    }
    return samples;
  }
}
