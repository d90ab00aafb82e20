package dev.onesug.training.logs.shop;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.UserProfile;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Simulates the people of a shop and writes its behaviour log. Deterministic: the same vocabulary,
 * settings and seed give the same bytes on every machine. Simplifications: see
 * src/docs/decisions/0002-simulated-shop.md.
 */
public final class ShopSimulator {
  private final SimulatorSettings settings;
  private final Vocabulary vocabulary;
  private final LegacyCascade cascade;
  private final ShopperLife life;

  private ShopSimulator(List<Wish> wishes, SimulatorSettings settings) {
    this.settings = settings;
    vocabulary = new Vocabulary(wishes);
    cascade = new LegacyCascade(vocabulary.texts(), vocabulary.popularity());
    life = new ShopperLife(vocabulary, settings);
  }

  /** A shop of files of real queries, or the demo shop where there is none. */
  public static ShopSimulator of(List<Path> queryFiles, SimulatorSettings settings)
      throws IOException {
    return queryFiles.isEmpty()
        ? ofCatalogue(Catalogue.load(), settings)
        : ofQueries(QueryFile.readAll(queryFiles), settings);
  }

  /**
   * A shop that sells what real queries ask for; what they have in common is read from the text.
   */
  public static ShopSimulator ofQueries(Map<String, Long> counts, SimulatorSettings settings) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("queries: none (expected: 1 or more)");
    }
    return new ShopSimulator(QueryReader.read(counts), settings);
  }

  /** The demo shop, which sells what is in the catalogue. */
  public static ShopSimulator ofCatalogue(Catalogue catalogue, SimulatorSettings settings) {
    return new ShopSimulator(CatalogueQueries.of(catalogue), settings);
  }

  /** Writes the log; what stood there is replaced. */
  public SimulationReport simulate(LogFolder folder, Progress progress) throws IOException {
    List<UserProfile> profiles = new ArrayList<>(settings.users());
    List<ShopperLife.Event> events = new ArrayList<>(settings.searches());
    WishRanker box = new CascadeBox(vocabulary, cascade, true);
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    for (int user = 0; user < settings.users(); user++) {
      SplittableRandom random = seeds.split();
      Shopper shopper = shopper(user, random);
      profiles.add(shopper.profile());
      life.live(shopper, random, instant -> box, (before, event) -> events.add(event));
      progress.update(user + 1L, settings.users(), events.size() + " searches");
    }
    events.sort(Comparator.comparingLong(ShopperLife.Event::instantMillis));
    SearchLog.writeProfiles(folder, profiles);
    return write(folder, events);
  }

  /**
   * An oracle for held-out searches of the log that {@link #simulate} writes.
   *
   * @throws IllegalArgumentException if one of them is not in that log
   */
  public ShopOracle oracle(List<Sample> heldOut, Progress progress) {
    HeldOutSituations situations = new HeldOutSituations(heldOut, vocabulary.size());
    replay(
        (before, event) ->
            situations.add(before, event, settings.start().toEpochMilli() + event.instantMillis()),
        progress);
    return new ShopOracle(vocabulary, cascade, new Taste(settings.taste()), situations);
  }

  /** The same shop, to be served by what one brings; its people are drawn by the settings' seed. */
  public OpenShop open() {
    return new OpenShop(settings, vocabulary, cascade);
  }

  /** Lives all lives again, without the lists that nobody looked at. */
  private void replay(ShopperLife.Witness witness, Progress progress) {
    WishRanker box = new CascadeBox(vocabulary, cascade, false);
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    for (int user = 0; user < settings.users(); user++) {
      SplittableRandom random = seeds.split();
      life.live(shopper(user, random), random, instant -> box, witness);
      progress.update(user + 1L, settings.users(), "replayed");
    }
  }

  private Shopper shopper(int number, SplittableRandom random) {
    return new Shopper(number, vocabulary, new Taste(settings.taste()), random);
  }

  private SimulationReport write(LogFolder folder, List<ShopperLife.Event> events)
      throws IOException {
    SimulationReport.Tally tally = new SimulationReport.Tally();
    try (SearchLog.Writer log = SearchLog.writer(folder.searches())) {
      for (ShopperLife.Event event : events) {
        Search search = line(event);
        tally.add(search);
        log.write(search);
      }
    }
    return tally.report();
  }

  private Search line(ShopperLife.Event event) {
    Keystrokes.Outcome how = event.how();
    return new Search(
        settings.start().plusMillis(event.instantMillis()),
        event.shopper().name(),
        event.shopper().name() + "-" + event.session(),
        how.prefix(),
        texts(how.shown()),
        texts(how.recalled()),
        how.clicked() < 0 ? null : how.clicked(),
        how.query(),
        event.page().itemClicks(),
        event.page().orders());
  }

  private List<String> texts(int[] wishes) {
    return Arrays.stream(wishes).mapToObj(vocabulary::text).toList();
  }
}
