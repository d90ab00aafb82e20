package dev.onesug.training.evaluation;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.text.Prefix;
import java.util.List;

/**
 * The same search with the prior of a version and no model: what popularity, the typed text,
 * related queries and the counted evidence of the user's history reach by themselves. What a
 * version gains over this is the encoder-decoder's own.
 */
public final class PriorAlone implements Suggester {
  private final ModelVersion version;
  private final int beamWidth;

  /** Asks a version that stays open until after this. */
  public PriorAlone(ModelVersion version, int beamWidth) {
    this.version = version;
    this.beamWidth = beamWidth;
  }

  @Override
  public String name() {
    return "Prior alone";
  }

  @Override
  public String description() {
    return "The version's prior without its encoder-decoder: popularity, the typed text,"
        + " related queries and the user's history as counted evidence.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    Moment moment = version.moment(new Prefix(request.prefix()), request.user());
    return version.searchWithoutModel(moment, beamWidth, limit).stream()
        .map(found -> version.index().text(found.query()))
        .toList();
  }
}
