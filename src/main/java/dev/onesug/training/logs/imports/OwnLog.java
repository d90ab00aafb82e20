package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.JsonLines;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Our own format, for a log that something else wrote: every line is checked, unknown fields are
 * dropped, several files become one, and the searches come out in the order of time. A row without
 * {@code time} and {@code query} is a profile; of two profiles of a user the later one stays.
 */
final class OwnLog implements LogReader {
  private static final Set<String> SEARCH_FIELDS =
      Set.of(
          "time",
          "user",
          "session",
          "prefix",
          "shown",
          "recalled",
          "clicked",
          "query",
          "itemClicks",
          "orders");
  private static final Set<String> PROFILE_FIELDS =
      Set.of("user", "ageBand", "gender", "region", "spendingLevel");

  @Override
  public void read(List<Path> files, Intake intake) throws IOException {
    intake.eachRow(files, row -> read(row, intake));
  }

  private static void read(Row row, Intake intake) {
    boolean profile = !row.has("time") && !row.has("query");
    if (profile) {
      addProfile(JsonLines.MAPPER.treeToValue(row.node(), UserProfile.class), intake);
    } else {
      intake.add(JsonLines.MAPPER.treeToValue(row.node(), Search.class));
    }
    intake.tally().row();
    row.eachOther(profile ? PROFILE_FIELDS : SEARCH_FIELDS, intake.tally()::ignore);
  }

  private static void addProfile(UserProfile profile, Intake intake) {
    if (intake.profiles().put(profile.user(), profile) != null) {
      intake.tally().drop("profile: a later one of the same user stays");
    }
  }
}
