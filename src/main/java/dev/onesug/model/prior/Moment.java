package dev.onesug.model.prior;

import dev.onesug.model.related.NearQuery;
import dev.onesug.model.text.Prefix;
import java.util.List;

/**
 * What is known at a keystroke before the model is asked.
 *
 * @param prefix the typed text
 * @param near queries near to it in meaning; none where that was not looked up
 * @param earlier queries of the user in normal form, the most recent first
 */
public record Moment(Prefix prefix, List<NearQuery> near, List<String> earlier) {
  public Moment {
    near = List.copyOf(near);
    earlier = List.copyOf(earlier);
  }
}
