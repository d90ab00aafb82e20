package dev.onesug.training.evaluation.sidebyside;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The answers of two suggesters, each pair in random order. Questions that both answer alike need
 * no judge: they are counted.
 *
 * @param a name of the suggester that is judged
 * @param b name of the one that it is judged against
 * @param seed of the order of the lists
 * @param rows questions that they answer differently
 * @param alike how many they answer alike
 */
public record SideBySide(String a, String b, long seed, List<Row> rows, int alike) {

  /**
   * One question and its two lists.
   *
   * @param aIsLeft whether the left list is that of {@code a}
   */
  public record Row(
      EvaluationRequest request, List<String> left, List<String> right, boolean aIsLeft) {}

  /**
   * Asks both.
   *
   * @param limit the most suggestions of a list
   */
  public static SideBySide ask(
      Suggester a, Suggester b, List<EvaluationRequest> questions, int limit, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    int alike = 0;
    for (EvaluationRequest question : questions) {
      List<String> ofA = a.suggest(question, limit);
      List<String> ofB = b.suggest(question, limit);
      boolean aIsLeft = random.nextBoolean();
      if (ofA.equals(ofB)) {
        alike++;
      } else {
        rows.add(new Row(question, aIsLeft ? ofA : ofB, aIsLeft ? ofB : ofA, aIsLeft));
      }
    }
    return new SideBySide(a.name(), b.name(), seed, rows, alike);
  }
}
