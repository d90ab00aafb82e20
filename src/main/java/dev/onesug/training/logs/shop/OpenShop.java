package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A simulated shop that is open: its people are served, in the last days, by a box that one brings.
 * Until then everybody has the old cascade, and so do those who are not treated until the end; who
 * is treated knows nothing of it. Their wishes, typing, choosing and buying are those of the log.
 */
public final class OpenShop {
  private final SimulatorSettings settings;
  private final Vocabulary vocabulary;
  private final ShopperLife life;
  private final WishRanker cascade;

  OpenShop(SimulatorSettings settings, Vocabulary vocabulary, LegacyCascade cascade) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    life = new ShopperLife(vocabulary, settings);
    this.cascade = new CascadeBox(vocabulary, cascade, false);
  }

  /**
   * Serves everybody for all days.
   *
   * @param testDays how many days at the end are the test
   * @param isTreated whether a user, by name, is served by the box in these days
   * @param log is told of every search, one person after the other
   */
  public void serve(
      int testDays,
      Predicate<String> isTreated,
      SuggestionBox box,
      Consumer<Visit> log,
      Progress progress) {
    if (testDays < 1 || testDays > settings.days()) {
      throw new IllegalArgumentException(
          "testDays: " + testDays + " (expected: 1.." + settings.days() + ")");
    }
    long testMillis = (settings.days() - testDays) * ShopperLife.DAY_MILLIS;
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    for (int user = 0; user < settings.users(); user++) {
      SplittableRandom random = seeds.split();
      Shopper shopper = new Shopper(user, vocabulary, new Taste(settings.taste()), random);
      Noted old = new Noted(cascade);
      Noted tested = isTreated.test(shopper.name()) ? new Noted(treatment(box)) : old;
      life.live(
          shopper,
          random,
          instant -> instant < testMillis ? old : tested,
          (before, event) -> {
            boolean inTest = event.instantMillis() >= testMillis;
            log.accept(visit(event, inTest, (inTest ? tested : old).take(event)));
          });
      progress.update(user + 1L, settings.users(), "people served");
    }
  }

  private WishRanker treatment(SuggestionBox box) {
    return (prefix, shopper) ->
        box.suggest(prefix, shopper.context()).stream()
            .limit(SuggestionBox.SHOWN)
            .mapToInt(vocabulary::find)
            .toArray();
  }

  private static Visit visit(ShopperLife.Event event, boolean inTest, List<Look> looks) {
    return new Visit(
        event.shopper().profile(),
        inTest,
        event.how().prefix(),
        event.how().clicked(),
        event.page().itemClicks(),
        event.page().orders(),
        looks);
  }

  /** Notes what it shows, until it is told how the search ended. */
  private final class Noted implements WishRanker {
    private final WishRanker box;
    private final List<Shown> shown = new ArrayList<>();

    private record Shown(String prefix, UserContext user, int[] ranked) {}

    Noted(WishRanker box) {
      this.box = box;
    }

    @Override
    public int[] rank(String prefix, Shopper shopper) {
      int[] ranked = box.rank(prefix, shopper);
      shown.add(new Shown(prefix, shopper.context(), ranked));
      return ranked;
    }

    /** The looks of the search that has just ended. */
    List<Look> take(ShopperLife.Event event) {
      List<Look> looks = new ArrayList<>(shown.size());
      for (Shown list : shown) {
        boolean last = looks.size() == shown.size() - 1;
        int clicked = last ? event.how().clicked() : Look.NOTHING;
        looks.add(
            new Look(
                list.prefix, list.user, texts(list.ranked), clicked, event.wish(), vocabulary));
      }
      shown.clear();
      return looks;
    }

    /** What is not in this shop's vocabulary stands as an empty text: nobody chooses it. */
    private List<String> texts(int[] ranked) {
      List<String> texts = new ArrayList<>(SuggestionBox.SHOWN);
      for (int i = 0; i < Math.min(SuggestionBox.SHOWN, ranked.length); i++) {
        texts.add(ranked[i] == UNKNOWN ? "" : vocabulary.text(ranked[i]));
      }
      return texts;
    }
  }
}
