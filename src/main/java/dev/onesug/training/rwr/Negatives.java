package dev.onesug.training.rwr;

import dev.onesug.training.logs.BehaviourLevel;

/**
 * What the target of a sample is preferred to.
 *
 * @param better level of the target
 * @param worse level of all the others
 * @param queries ids of the others
 * @param gap of the rewards: that of the target less the mean of the others
 */
record Negatives(BehaviourLevel better, BehaviourLevel worse, int[] queries, double gap) {

  /** One of the nine types of pairs (paper section 3.4). */
  String type() {
    return better + " over " + worse;
  }

  /** A small gap is hard, and weighs more. */
  double weight(double smallestGap) {
    return 1 / Math.max(gap, smallestGap);
  }
}
