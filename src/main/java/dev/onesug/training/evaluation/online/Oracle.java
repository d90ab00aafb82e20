package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.logs.shop.ShopOracle;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.progress.Progress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ceiling of a simulated log: what it is that nobody can know better. With the user it knows
 * who searches and what they did; without, only the shop.
 */
public final class Oracle implements Suggester {
  private final ShopOracle shop;
  private final boolean knowsUser;

  private Oracle(ShopOracle shop, boolean knowsUser) {
    this.shop = shop;
    this.knowsUser = knowsUser;
  }

  /**
   * Both oracles for the held-out searches of a simulated log, which is simulated again.
   *
   * @param shop that wrote the log
   * @param samples made of that log
   * @throws IllegalArgumentException if they are of another log
   */
  public static List<Suggester> both(ShopSimulator shop, SampleFolder samples, Progress progress) {
    try (Stream<Sample> heldOut = Samples.read(samples.test())) {
      ShopOracle oracle = shop.oracle(heldOut.toList(), progress);
      return List.of(new Oracle(oracle, true), new Oracle(oracle, false));
    }
  }

  @Override
  public String name() {
    return knowsUser ? "Oracle" : "Oracle without user";
  }

  @Override
  public String description() {
    return knowsUser
        ? "Knows from the simulator what this user may want now and how people type: the ceiling of"
            + " whatever learns from the log."
        : "Knows from the simulator what the shop's users together want and how people type: the"
            + " ceiling of whatever reads the typed text alone.";
  }

  @Override
  public boolean isCeiling() {
    return true;
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return knowsUser
        ? shop.suggest(request.prefix(), request.user(), limit)
        : shop.suggestToAnybody(request.prefix(), limit);
  }
}
