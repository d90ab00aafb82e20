package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All orders in which the wishes of a shop may be typed, to be found by what was typed so far. */
final class TypedOrders {
  private final List<Order> orders = new ArrayList<>();
  private final WordStarts index;

  /**
   * A wish in one of its orders.
   *
   * @param text without slips
   * @param chance of this order for this wish
   */
  record Order(int wish, String text, double chance) {}

  TypedOrders(Vocabulary vocabulary) {
    for (int wish = 0; wish < vocabulary.size(); wish++) {
      for (TypedText order : Typing.orders(vocabulary.text(wish))) {
        orders.add(new Order(wish, order.text(), order.chance()));
      }
    }
    List<String> texts = orders.stream().map(Order::text).toList();
    index = WordStarts.of(texts, new double[texts.size()], 1, true);
  }

  /**
   * The likeliest orders whose typing may have begun with a prefix, mistyped or not. Likeliest in a
   * rough reckoning: intent, order, one over the length for where the prefix was cut, and for
   * mistyped ones the chance of a slip at one certain letter.
   *
   * @param intent [wish]
   * @param limit how many at most
   */
  List<Order> likeliest(String prefix, double[] intent, int limit) {
    BestFew best = new BestFew(limit);
    offer(prefix, 1, intent, best);
    for (String mended : new Mending(index, prefix).mended()) {
      if (!mended.equals(prefix)) {
        offer(mended, Typing.SLIPPED / prefix.length(), intent, best);
      }
    }
    return Arrays.stream(best.ids()).mapToObj(orders::get).toList();
  }

  private void offer(String start, double share, double[] intent, BestFew best) {
    WordStarts.Range range = index.starting(start);
    for (int place = range.from(); place < range.to(); place++) {
      Order order = orders.get(index.id(place));
      double score = share * intent[order.wish] * order.chance / order.text.length();
      if (score > 0) {
        best.offer(index.id(place), score);
      }
    }
  }
}
