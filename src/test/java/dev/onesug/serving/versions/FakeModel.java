package dev.onesug.serving.versions;

import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A model without weights: it "generates" the popular queries that the test gives it. */
public final class FakeModel implements ServedModel {
  public static final List<String> POPULAR =
      List.of("red shoes", "red dress", "running shoes", "phone case", "phone charger");

  private final String version;
  private final Instant created;
  private final AtomicInteger searches = new AtomicInteger();
  private volatile Function<int[], List<GeneratedQuery>> search =
      input ->
          List.of(new GeneratedQuery("generated for " + new String(input, 0, input.length), -0.5));
  private final Map<RulesInForce, ServedModel> underRules = new ConcurrentHashMap<>();
  private final Set<String> generated = ConcurrentHashMap.newKeySet();
  private volatile Set<String> strangers = Set.of();
  private volatile boolean closed;

  public FakeModel(String version, Instant created) {
    this.version = version;
    this.created = created;
  }

  /** Replaces the search. */
  public FakeModel searching(Function<int[], List<GeneratedQuery>> newSearch) {
    search = newSearch;
    return this;
  }

  /** Texts that are not in its index, even if its search gives them out. */
  public FakeModel without(String... texts) {
    strangers = Set.of(texts);
    return this;
  }

  public int searches() {
    return searches.get();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Instant created() {
    return created;
  }

  @Override
  public ServedModel under(RulesInForce rules) {
    return rules.isNone() ? this : underRules.computeIfAbsent(rules, one -> new Ruled(this, one));
  }

  /** The same answers without the texts that rules keep out. */
  private record Ruled(FakeModel model, RulesInForce rules) implements ServedModel {
    @Override
    public String version() {
      return model.version();
    }

    @Override
    public Instant created() {
      return model.created();
    }

    @Override
    public ServedModel under(RulesInForce others) {
      return model.under(others);
    }

    @Override
    public Neighbours related(Prefix prefix) {
      return model.related(prefix);
    }

    @Override
    public int[] encoderInput(Prefix prefix, Neighbours related, UserContext user) {
      return model.encoderInput(prefix, related, user);
    }

    @Override
    public String readable(int[] encoderInput) {
      return model.readable(encoderInput);
    }

    @Override
    public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
      return model.search(keystrokes, limit).stream()
          .map(found -> found.stream().filter(one -> rules.shown(one.text()) != null).toList())
          .toList();
    }

    @Override
    public List<String> completions(Prefix prefix, int limit) {
      return allowed(model.completions(prefix, POPULAR.size()), limit);
    }

    @Override
    public List<String> mostPopular(int limit) {
      return allowed(POPULAR, limit);
    }

    private List<String> allowed(List<String> texts, int limit) {
      return texts.stream().filter(text -> rules.shown(text) != null).limit(limit).toList();
    }

    @Override
    public boolean holds(String text) {
      return model.holds(text) && rules.shown(text) != null;
    }

    @Override
    public void close() {}
  }

  @Override
  public Neighbours related(Prefix prefix) {
    return new Neighbours(
        SemanticId.of(2, 3, 1),
        true,
        List.of(new Neighbour(0, "red shoes", "semantic")),
        List.of());
  }

  /** The code points of the prefix, then of the newest query of the history. */
  @Override
  public int[] encoderInput(Prefix prefix, Neighbours related, UserContext user) {
    String history =
        user.history().queries().isEmpty() ? "" : " after " + user.history().queries().get(0);
    return (prefix.text() + history).codePoints().toArray();
  }

  @Override
  public String readable(int[] encoderInput) {
    return new String(encoderInput, 0, encoderInput.length);
  }

  @Override
  public List<List<GeneratedQuery>> search(List<Keystroke> keystrokes, int limit) {
    searches.incrementAndGet();
    List<List<GeneratedQuery>> found =
        keystrokes.stream().map(keystroke -> search.apply(keystroke.encoderInput())).toList();
    found.forEach(queries -> queries.forEach(query -> generated.add(query.text())));
    return found;
  }

  @Override
  public List<String> completions(Prefix prefix, int limit) {
    return POPULAR.stream().filter(q -> q.startsWith(prefix.text().strip())).limit(limit).toList();
  }

  @Override
  public List<String> mostPopular(int limit) {
    return POPULAR.stream().limit(limit).toList();
  }

  @Override
  public boolean holds(String text) {
    return (POPULAR.contains(text) || generated.contains(text)) && !strangers.contains(text);
  }

  @Override
  public void close() {
    closed = true;
  }
}
