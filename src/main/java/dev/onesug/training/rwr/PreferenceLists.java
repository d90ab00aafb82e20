package dev.onesug.training.rwr;

import dev.onesug.training.sft.SftSamples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lists to learn from: the input and the target of a sample, and others that are worth less.
 *
 * @param samples inputs and targets, by number of list
 * @param negatives the others, by number of list
 */
record PreferenceLists(SftSamples samples, List<Negatives> negatives) {

  int size() {
    return negatives.size();
  }

  /** How many lists there are of each type of pairs. */
  Map<String, Long> types() {
    return negatives.stream()
        .collect(Collectors.groupingBy(Negatives::type, TreeMap::new, Collectors.counting()));
  }
}
