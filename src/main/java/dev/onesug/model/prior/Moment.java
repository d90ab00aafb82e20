package dev.onesug.model.prior;

import dev.onesug.model.related.NearQuery;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import java.util.List;

/**
 * What is known at a keystroke before the model is asked.
 *
 * @param prefix the typed text
 * @param near queries near to it in meaning; none where that was not looked up
 * @param earlier what the user searched before
 */
public record Moment(Prefix prefix, List<NearQuery> near, History earlier) {
  public Moment {
    near = List.copyOf(near);
  }
}
