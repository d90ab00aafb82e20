package dev.onesug.training.logs.shop;

import dev.onesug.model.text.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What will have been searched, given the text in the box at one moment: the joint chance of the
 * query and of that text, from the distribution of the wish and from how people of this shop type,
 * glance and choose. Ranking by it has the best expected HR@k and MRR of all rankings that see the
 * same.
 *
 * <p>A held-out search shows its box at one of the lengths that it went through, each as likely
 * (see {@code PrefixCut}), so that a typed text {@code t} that ends with {@code L} letters in the
 * box shows the prefix {@code p} with {@code 1/L} if {@code t} begins with {@code p}. Where it ends
 * follows from the glances and from what the old cascade would have shown there: a suggestion that
 * is chosen ends it, is what was searched, and is not always what was wished.
 *
 * <p>Not exact in two ways. Only the likeliest {@link #CANDIDATES} wordings are reckoned through. A
 * slip behind the prefix is taken as not changing when a suggestion is chosen. Whether and how
 * often the person has looked by now is not known to who is asked, and is summed over.
 */
final class Posterior {
  private static final int CANDIDATES = 80;

  private final Vocabulary vocabulary;
  private final LegacyCascade cascade;
  private final Examination examination;
  private final TypedOrders orders;

  Posterior(Vocabulary vocabulary, LegacyCascade cascade) {
    this.vocabulary = vocabulary;
    this.cascade = cascade;
    examination = new Examination(vocabulary);
    orders = new TypedOrders(vocabulary);
  }

  /**
   * What one person may be about to search.
   *
   * @param intent [wish]
   * @param latest the person's latest wishes, newest first, as the cascade reads them
   * @param careful whether they type without slips
   */
  record Mind(double[] intent, List<String> latest, boolean careful) {}

  /**
   * Joint chance of each query and the prefix, for the likeliest ones.
   *
   * @param prefix normal form, not empty
   * @return by text; misspelt ones too, which are searched as they are
   */
  Map<String, Double> chances(String prefix, Mind mind) {
    return new Reckoning(prefix, mind).chances();
  }

  /** Best first, ties in text order. */
  static List<String> best(Map<String, Double> chances, int limit) {
    return chances.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One question. */
  private final class Reckoning {
    private final String prefix;
    private final Mind mind;
    private final Map<String, int[]> lists = new HashMap<>();
    private final Map<String, Double> chances = new HashMap<>();

    Reckoning(String prefix, Mind mind) {
      this.prefix = prefix;
      this.mind = mind;
    }

    Map<String, Double> chances() {
      for (TypedOrders.Order order : orders.likeliest(prefix, mind.intent, CANDIDATES)) {
        String wanted = vocabulary.text(order.wish());
        double wished = mind.intent[order.wish()];
        if (!mind.careful) {
          typed(order, wished * order.chance());
        } else if (order.text().equals(wanted) && wanted.startsWith(prefix)) {
          add(new Typed(order.wish(), wanted, wished, 0, 0));
        }
      }
      return chances;
    }

    private void typed(TypedOrders.Order order, double chance) {
      boolean begins = order.text().startsWith(prefix);
      double slippedLater = 0;
      for (TypedText slipped : Typing.slipped(order.text())) {
        if (slipped.text().startsWith(prefix)) {
          double share = Typing.SLIPPED * slipped.chance();
          if (begins) {
            slippedLater += share;
          } else {
            add(new Typed(order.wish(), slipped.text(), chance * share, 1, 1));
          }
        }
      }
      if (begins) {
        double all = 1 - Typing.SLIPPED + slippedLater;
        boolean turned = !order.text().equals(vocabulary.text(order.wish()));
        add(
            new Typed(
                order.wish(),
                order.text(),
                chance * all,
                turned ? 1 : slippedLater / all,
                turned ? 1 - slippedLater / all : 0));
      }
    }

    /** Adds all ends of one typed text. */
    private void add(Typed typed) {
      int length = typed.text.length();
      double shown = typed.chance * (1 - Glances.NEVER);
      double[] looking = new double[length];
      double typedOut = 1;
      for (int at = 1; at < length; at++) {
        looking[at] += Glances.FIRST.chance(at);
        String box = Prefix.of(typed.text.substring(0, at)).text();
        int[] ranked = lists.computeIfAbsent(box, text -> cascade.rank(text, mind.latest));
        double[] chosen = examination.chances(ranked, typed.wish);
        double goesOn = looking[at];
        for (int position = 0; position < chosen.length; position++) {
          double ends = looking[at] * chosen[position];
          goesOn -= ends;
          typedOut -= ends;
          if (at >= prefix.length() && ends > 0) {
            note(vocabulary.text(ranked[position]), shown * ends / at);
          }
        }
        for (int next = at + 1; next < length; next++) {
          looking[next] += goesOn * Glances.NEXT.chance(next - at);
        }
      }
      double entered = (typed.chance * Glances.NEVER + shown * typedOut) / length;
      double uncorrected = entered * (1 - Keystrokes.CORRECTED_BY_SHOP);
      note(vocabulary.text(typed.wish), entered - uncorrected * typed.wrong);
      if (typed.asTyped > 0) {
        note(typed.text, uncorrected * typed.asTyped);
      }
    }

    private void note(String query, double chance) {
      chances.merge(query, chance, Double::sum);
    }
  }

  /**
   * A wish and the whole text that is typed for it.
   *
   * @param text the course of the typing; a slip behind the prefix is not in it
   * @param chance joint chance of wish and text
   * @param wrong the share that ends up with another text in the box than the wish
   * @param asTyped the share that ends up with another text, and that with just this one
   */
  private record Typed(int wish, String text, double chance, double wrong, double asTyped) {}
}
