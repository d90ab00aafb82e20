package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best few of many. */
final class Best<T> {
  private final int capacity;
  private final Comparator<T> bestFirst;
  private final PriorityQueue<T> worstFirst;

  Best(int capacity, Comparator<T> bestFirst) {
    this.capacity = capacity;
    this.bestFirst = bestFirst;
    this.worstFirst = new PriorityQueue<>(bestFirst.reversed());
  }

  boolean isFull() {
    return worstFirst.size() == capacity;
  }

  /** The one that the next better one replaces; only when full. */
  T worst() {
    return worstFirst.element();
  }

  void offer(T element) {
    if (!isFull()) {
      worstFirst.add(element);
    } else if (bestFirst.compare(element, worst()) < 0) {
      worstFirst.remove();
      worstFirst.add(element);
    }
  }

  /** All of them, best first; none stay. */
  List<T> drain() {
    List<T> sorted = new ArrayList<>(worstFirst);
    sorted.sort(bestFirst);
    worstFirst.clear();
    return sorted;
  }
}
