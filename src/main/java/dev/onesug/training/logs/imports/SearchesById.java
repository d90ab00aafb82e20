package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Searches by their {@code query_id}, and what was done to items after each. A search is a {@code
 * query_id} with one text: a backend may record it several times, and a client may keep the id
 * while the text changes.
 */
final class SearchesById {
  private final Tally tally;
  private final List<Found> all = new ArrayList<>();
  private final Map<String, List<Found>> byId = new HashMap<>();
  private final Map<String, List<Done>> acts = new HashMap<>();
  private final Map<String, Sitting> sittings = new HashMap<>();

  SearchesById(Tally tally) {
    this.tally = tally;
  }

  /** What an event does to an item. */
  enum Act {
    OPEN,
    CART,
    BUY
  }

  /**
   * An event that counts.
   *
   * @param query the text that was searched, if the event says it
   * @param item the item's id, if the event says it
   */
  record Done(Act act, Instant time, @Nullable String query, @Nullable String item) {}

  /** Who searched, as far as the rows of one {@code query_id} say it. */
  private record Sitting(@Nullable String client, @Nullable String session) {
    Sitting or(Sitting other) {
      return new Sitting(
          client != null ? client : other.client, session != null ? session : other.session);
    }
  }

  void addQuery(
      @Nullable String id,
      Instant time,
      String text,
      @Nullable String client,
      @Nullable String session) {
    add(new Found(id, time, text, new Sitting(client, session), null));
  }

  /** A search of which it is known who sent it and what the box showed. */
  void addSearch(String id, Search search) {
    Sitting sitting = new Sitting(search.user(), search.session());
    add(new Found(id, search.time(), search.query(), sitting, search));
  }

  private void add(Found query) {
    @Nullable String id = query.id;
    Found same = id == null ? null : find(id, query.text);
    if (same != null) {
      same.repeat(query);
      tally.join();
      return;
    }
    all.add(query);
    if (id != null) {
      byId.computeIfAbsent(id, key -> new ArrayList<>(1)).add(query);
    }
  }

  /** An event of any action tells who sat there. */
  void meet(String id, @Nullable String client, @Nullable String session) {
    sittings.merge(id, new Sitting(client, session), Sitting::or);
  }

  void addAct(String id, Done done) {
    acts.computeIfAbsent(id, key -> new ArrayList<>(2)).add(done);
  }

  /** Gives every act to its search, once all rows were read. */
  void join() {
    acts.forEach((id, done) -> done.forEach(act -> join(id, act)));
  }

  private void join(String id, Done done) {
    Found search = searchOf(id, done);
    if (search == null) {
      tally.drop("event of a query_id (and user_query) that no query has");
    } else {
      search.add(done, tally);
      tally.join();
    }
  }

  /** The search with the event's own text; without one, the last before the event. */
  private @Nullable Found searchOf(String id, Done done) {
    if (done.query() != null) {
      return find(id, done.query());
    }
    Found last = null;
    for (Found search : byId.getOrDefault(id, List.of())) {
      boolean earlier = !search.time.isAfter(done.time());
      if (earlier && (last == null || search.time.isAfter(last.time))) {
        last = search;
      }
    }
    return last;
  }

  private @Nullable Found find(String id, String text) {
    for (Found search : byId.getOrDefault(id, List.of())) {
      if (search.text.equals(text)) {
        return search;
      }
    }
    return null;
  }

  /** Hands over what has a user; without a session the client is the session. */
  void forEach(Consumer<Search> consumer) {
    for (Found found : all) {
      Sitting events = found.id == null ? null : sittings.get(found.id);
      Sitting sitting = events == null ? found.sitting : found.sitting.or(events);
      if (sitting.client == null) {
        tally.drop("query without client_id");
        continue;
      }
      if (sitting.session == null) {
        tally.assume("session: none, the client_id is the session");
      }
      if (found.box == null) {
        tally.assume("prefix: none, the whole query was typed");
      }
      String session = Objects.requireNonNullElse(sitting.session, sitting.client);
      consumer.accept(found.search(sitting.client, session));
    }
  }

  /** A search while its rows come in. */
  private static final class Found {
    private final @Nullable String id;
    private final String text;
    private final @Nullable Search box;
    private final Set<String> opened = new HashSet<>();
    private final Set<String> bought = new HashSet<>();
    private Instant time;
    private Sitting sitting;
    private int unnamed;

    Found(@Nullable String id, Instant time, String text, Sitting sitting, @Nullable Search box) {
      this.id = id;
      this.time = time;
      this.text = text;
      this.sitting = sitting;
      this.box = box;
    }

    void repeat(Found other) {
      time = other.time.isBefore(time) ? other.time : time;
      sitting = sitting.or(other.sitting);
    }

    /** An item counts once, however often it was clicked; one without an id counts by itself. */
    void add(Done done, Tally tally) {
      if (done.act() == Act.CART) {
        tally.assume("itemClicks: an item put into the cart was opened");
      }
      String item = done.item() != null ? "id " + done.item() : "unnamed " + unnamed++;
      (done.act() == Act.BUY ? bought : opened).add(item);
    }

    Search search(String user, String session) {
      return new Search(
          time,
          user,
          session,
          box == null ? text : box.prefix(),
          box == null ? List.of() : box.shown(),
          List.of(),
          box == null ? null : box.clicked(),
          text,
          opened.size(),
          bought.size());
    }
  }
}
