package dev.onesug.training.logs.imports;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.feedback.KnownEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins searches to the list of suggestions that was shown before them, by request and browser: a
 * cache between may give one answer to several. A search whose own browser tells nothing of its
 * list takes what one other alone tells. Of two impressions of one list, and of two clicks, the
 * earlier counts.
 */
final class FeedbackLists {
  static final String SEEN = "event_id that came before";

  private final Tally tally;
  private final KnownEvents knownEvents = new KnownEvents();
  private final Map<Shown, FeedbackEvent> impressions = new HashMap<>();
  private final Map<Shown, FeedbackEvent> clicks = new HashMap<>();
  private final Map<Shown, List<FeedbackEvent>> searches = new HashMap<>();

  /** A list: the answer to a request, as one browser got it. */
  private record Shown(String request, String client) {
    Shown in(String other) {
      return new Shown(request, other);
    }
  }

  FeedbackLists(Tally tally) {
    this.tally = tally;
  }

  /** What joins a search to its list; its own id, if it names no list. */
  static String request(FeedbackEvent search) {
    String request = search.attributes().suggestRequestId();
    return request == null ? search.queryId() : request;
  }

  /** Adds an impression, a click or a search. */
  void add(FeedbackEvent event) {
    if (!knownEvents.isNew(event)) {
      tally.drop(SEEN);
      return;
    }
    switch (event.action()) {
      case IMPRESSION -> addFirst(impressions, event);
      case CLICK -> addFirst(clicks, event);
      case SEARCH -> addSearch(shown(request(event), event), event);
      default -> throw new IllegalArgumentException("action: " + event.action());
    }
  }

  private static Shown shown(String request, FeedbackEvent event) {
    return new Shown(request, event.actor().clientId());
  }

  private void addSearch(Shown list, FeedbackEvent search) {
    searches.computeIfAbsent(list, key -> new ArrayList<>(1)).add(search);
  }

  private void addFirst(Map<Shown, FeedbackEvent> events, FeedbackEvent event) {
    Shown list = shown(event.queryId(), event);
    FeedbackEvent known = events.get(list);
    if (known != null) {
      tally.drop("second " + event.action().label() + " of one request");
    }
    if (known == null || event.timestamp().isBefore(known.timestamp())) {
      events.put(list, event);
    }
  }

  /** Hands over the searches, each with its list. */
  void forEach(Consumer<FeedbackLog.Identified> consumer) {
    moveStrays();
    searches.forEach(
        (list, ofList) ->
            ofList.forEach(
                search -> {
                  FeedbackEvent click = clicks.get(list);
                  boolean chosen = click != null && (ofList.size() == 1 || isChosen(search, click));
                  consumer.accept(joined(search, impressions.get(list), chosen ? click : null));
                }));
    count(impressions);
    count(clicks);
  }

  /** A page of results may report the search, under another name of the browser. */
  private void moveStrays() {
    List<Shown> strays =
        searches.keySet().stream()
            .filter(list -> !impressions.containsKey(list) && !clicks.containsKey(list))
            .toList();
    Map<String, Set<String>> clients = new HashMap<>();
    strays.forEach(stray -> clients.put(stray.request(), new HashSet<>()));
    Stream.concat(impressions.keySet().stream(), clicks.keySet().stream())
        .forEach(list -> clients.computeIfPresent(list.request(), (r, all) -> with(list, all)));
    for (Shown stray : strays) {
      Set<String> others = clients.getOrDefault(stray.request(), Set.of());
      if (others.size() == 1) {
        Shown list = stray.in(others.iterator().next());
        searches.getOrDefault(stray, List.of()).forEach(search -> addSearch(list, search));
        searches.remove(stray);
      }
    }
  }

  private static Set<String> with(Shown list, Set<String> clients) {
    clients.add(list.client());
    return clients;
  }

  /** Somebody may come back to the list and search for something else. */
  private static boolean isChosen(FeedbackEvent search, FeedbackEvent click) {
    return normal(search.userQuery()).equals(normal(click.attributes().objectId()));
  }

  private void count(Map<Shown, FeedbackEvent> events) {
    events.forEach(
        (list, event) -> {
          if (searches.containsKey(list)) {
            tally.join();
          } else {
            tally.drop(event.action().label() + " without a search");
          }
        });
  }

  private FeedbackLog.Identified joined(
      FeedbackEvent search, @Nullable FeedbackEvent impression, @Nullable FeedbackEvent click) {
    String query = Objects.requireNonNull(search.userQuery(), "user_query");
    FeedbackEvent typed = impression != null ? impression : click;
    String prefix = typed == null ? "" : Objects.requireNonNullElse(typed.userQuery(), "");
    boolean empty = normal(prefix).isEmpty();
    if (empty) {
      tally.assume("prefix: " + (typed == null ? "none" : "empty") + ", the whole query was typed");
    }
    List<String> shown = empty || impression == null ? List.of() : impression.attributes().shown();
    return new FeedbackLog.Identified(
        search.queryId(),
        new Search(
            search.timestamp(),
            known(search.actor().userId(), search.actor().clientId()),
            session(search),
            empty ? query : prefix,
            shown,
            List.of(),
            empty || click == null ? null : position(click, shown),
            query,
            0,
            0));
  }

  private String session(FeedbackEvent search) {
    String session = known(search.actor().sessionId(), "");
    if (session.isEmpty()) {
      tally.assume("session: none, the client_id is the session");
    }
    return session.isEmpty() ? search.actor().clientId() : session;
  }

  /** Where it says, if that is so; else where it stands. */
  private @Nullable Integer position(FeedbackEvent click, List<String> shown) {
    String chosen = normal(click.attributes().objectId());
    Integer ordinal = click.attributes().ordinal();
    if (ordinal != null
        && ordinal <= shown.size()
        && normal(shown.get(ordinal - 1)).equals(chosen)) {
      return ordinal - 1;
    }
    for (int position = 0; position < shown.size(); position++) {
      if (normal(shown.get(position)).equals(chosen)) {
        return position;
      }
    }
    tally.assume("clicked: nothing, what was chosen was not shown");
    return null;
  }

  private static String known(@Nullable String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static String normal(@Nullable String text) {
    return text == null ? "" : QueryText.normalise(text);
  }
}
