package dev.onesug.serving.suggest;

import java.util.List;

/** What many search now. Many threads ask at the same time. */
@FunctionalInterface
public interface Trending {
  /** Nothing does. */
  Trending NONE = List::of;

  /** Queries in normal form, the most searched first; a model version may not hold all of them. */
  List<String> queries();
}
