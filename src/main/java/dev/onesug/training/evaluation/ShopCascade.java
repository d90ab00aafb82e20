package dev.onesug.training.evaluation;

import dev.onesug.training.logs.shop.LegacyCascade;
import java.util.List;

/**
 * The suggester that the shop had before: the cascade whose lists the users of the log saw. It
 * knows the same query counts as the other baselines, and the user's history.
 */
public final class ShopCascade implements Suggester {
  private final LegacyCascade cascade;

  public ShopCascade(QueryCounts queries) {
    cascade = LegacyCascade.of(queries.asMap());
  }

  @Override
  public String name() {
    return "Legacy cascade";
  }

  @Override
  public String description() {
    return "The shop's own suggester, which showed the lists that users of the log chose from:"
        + " recall by word starts and slips, ranked by popularity and the user's latest queries.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return cascade.suggest(request.prefix(), request.user().history().queries(), limit);
  }
}
