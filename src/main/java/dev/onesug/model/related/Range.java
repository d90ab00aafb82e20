package dev.onesug.model.related;

/** The positions {@code from} to {@code to}, the last one excluded. */
record Range(int from, int to) {
  int size() {
    return to - from;
  }

  boolean holds(int position) {
    return position >= from && position < to;
  }
}
