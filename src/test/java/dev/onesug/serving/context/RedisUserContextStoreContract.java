package dev.onesug.serving.context;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the store does where it is Redis, whichever server that is. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RedisUserContextStoreContract extends UserContextStoreContract {
  private static final RedisStoreSettings PATIENT =
      new RedisStoreSettings(EXPIRY, Duration.ofSeconds(20), Duration.ofSeconds(1), "shop:");

  private final TestRedis server;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RedisClient client;
  private RedisCommands<String, String> redis;

  RedisUserContextStoreContract(TestRedis server) {
    this.server = server;
  }

  @BeforeAll
  void startServer() {
    server.start();
    client = RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
    redis = client.connect().sync();
  }

  @AfterAll
  void killServer() {
    client.shutdown(0, 1, TimeUnit.SECONDS);
    server.close();
  }

  @AfterEach
  void forgetAll() throws Exception {
    for (AutoCloseable store : opened) {
      store.close();
    }
    opened.clear();
    meters.clear();
    redis.flushall();
  }

  @Override
  UserContextStore open() {
    return open(PATIENT);
  }

  private RedisUserContextStore open(RedisStoreSettings settings) {
    return open(settings, client);
  }

  private RedisUserContextStore open(RedisStoreSettings settings, RedisClient through) {
    RedisUserContextStore store =
        new RedisUserContextStore(
            () -> through.connect(ByteArrayCodec.INSTANCE).async(), settings, meters, () -> now);
    opened.add(store);
    // What failed before the connection was there is forgiven after two answers.
    Awaitility.await().until(store::isReachable);
    Awaitility.await().until(store::isReachable);
    return store;
  }

  @Test
  void remember_writesTheDocumentedFormat() {
    users.remember(
        "ann", new History(List.of("茶", "desk lamp"), 1), new Profile("25-34", "f", null, "high"));
    users.find("ann");

    long millis = now.toEpochMilli();
    assertThat(new TreeMap<>(redis.hgetall("shop:ann")))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "v",
                    "1",
                    "s",
                    "" + (millis - 1),
                    "l",
                    "" + millis,
                    "a",
                    "25-34",
                    "g",
                    "f",
                    "p",
                    "high",
                    "q茶",
                    "" + (millis - 1),
                    "qdesk lamp",
                    "" + (millis - 1_800_003))));
  }

  @Test
  void remember_profileOnly_changesItsFieldsAndNoOther() {
    users.searched("ann", "lamp", now.minus(Duration.ofHours(2)));
    users.remember("ann", null, PROFILE);
    users.remember("ann", null, OTHER);
    users.find("ann");

    long two = Duration.ofHours(2).toMillis();
    String then = "" + (now.toEpochMilli() - two);
    assertThat(redis.hgetall("shop:ann"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("v", "1", "s", then, "l", then, "g", "f", "r", "south", "qlamp", then));
    assertThat(redis.pttl("shop:ann")).isPositive().isLessThanOrEqualTo(EXPIRY.toMillis() - two);
  }

  @Test
  void remember_findFailed_erasesNothing() throws Exception {
    users.remember("ann", History.untimed(List.of("lamp")), PROFILE);
    try (StallingProxy proxy = new StallingProxy(server.port())) {
      RedisClient stalling = RedisClient.create(RedisURI.create("127.0.0.1", proxy.port()));
      UserContextStore other =
          open(
              new RedisStoreSettings(EXPIRY, Duration.ofSeconds(1), Duration.ofSeconds(1), "shop:"),
              stalling);
      proxy.goSilent();
      assertThat(other.find("ann")).isEqualTo(UserContext.ANONYMOUS);
      // What it sends arrives; no answer does.
      other.remember("ann", null, OTHER);

      Awaitility.await().until(() -> users.find("ann").profile().equals(OTHER));
      assertThat(queries("ann")).containsExactly("lamp");
      stalling.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  @Test
  void searched_writesTheDocumentedFormat() {
    users.searched("ann", "lamp", now.minusSeconds(2400));
    users.searched("ann", "desk", now);
    users.find("ann");

    String millis = "" + now.toEpochMilli();
    String before = "" + (now.toEpochMilli() - 2_400_000);
    assertThat(redis.hgetall("shop:ann"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("v", "1", "s", millis, "l", millis, "qlamp", before, "qdesk", millis));
  }

  @Test
  void searched_many_theKeyStaysBounded() {
    for (int i = 0; i < 100; i++) {
      users.searched("ann", "query " + i, now.minusMillis(i % 2 == 0 ? i : 1000 - i));
    }
    users.find("ann");

    assertThat(redis.hlen("shop:ann")).isEqualTo(3 + History.MAX_QUERIES);
  }

  @Test
  void write_anyKind_redisForgetsByItself() {
    users.searched("ann", "lamp", now.minus(Duration.ofHours(2)));
    users.remember("bob", History.NONE, Profile.UNKNOWN);
    users.find("bob");

    long two = Duration.ofHours(2).toMillis();
    assertThat(redis.pttl("shop:ann")).isPositive().isLessThanOrEqualTo(EXPIRY.toMillis() - two);
    assertThat(redis.pttl("shop:bob")).isPositive().isLessThanOrEqualTo(EXPIRY.toMillis());
    users.searched("ann", "desk", now.minus(Duration.ofHours(1)));
    users.searched("ann", "mug", now.minus(Duration.ofHours(4)));
    users.find("ann");
    assertThat(redis.pttl("shop:ann"))
        .isGreaterThan(EXPIRY.toMillis() - two)
        .isLessThanOrEqualTo(EXPIRY.toMillis() - two / 2);
  }

  @Test
  void find_retentionOver_redisHasForgotten() {
    now = now.minus(EXPIRY).minusSeconds(1);
    users.searched("ann", "lamp", now);

    assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
    assertThat(redis.exists("shop:ann")).isZero();
  }

  @Test
  void erase_noKeyIsLeft() {
    users.searched("ann", "lamp", now);
    users.searched("bob", "lamp", now);
    users.erase("ann");

    assertThat(redis.keys("*")).containsExactly("shop:bob");
  }

  @Test
  void open_otherPrefix_otherUsers() {
    UserContextStore other =
        open(new RedisStoreSettings(EXPIRY, Duration.ofSeconds(20), Duration.ofSeconds(1), "b:"));
    users.searched("ann", "lamp", now);

    assertThat(queries("ann")).containsExactly("lamp");
    assertThat(other.find("ann")).isEqualTo(UserContext.ANONYMOUS);
  }

  @Test
  void find_somethingElseUnderTheKey_anonymousAndCounted() {
    redis.set("shop:ann", "not a hash");
    redis.hset("shop:bob", Map.of("name", "Bob"));
    redis.hset("shop:cat", Map.of("v", "2", "s", "1", "l", "1"));
    redis.hset("shop:dan", Map.of("v", "1", "s", "1", "l", "now"));
    redis.hset("shop:eve", Map.of("v", "1", "s", "1", "l", "1", "qlamp", "-1"));
    redis.hset("shop:fay", Map.of("v", "1", "l", "9999999999999999999"));

    for (String userId : List.of("ann", "bob", "cat", "dan", "eve", "fay")) {
      assertThat(users.find(userId)).isEqualTo(UserContext.ANONYMOUS);
    }
    assertThat(failures("find", "refused")).isEqualTo(1);
    assertThat(failures("find", "malformed")).isEqualTo(5);
    users.searched("gil", "lamp", now);
    assertThat(queries("gil")).containsExactly("lamp");
  }

  @Test
  void find_randomFieldsUnderTheKey_noFailure() {
    Random random = new Random(11);
    RedisCommands<byte[], byte[]> bytes = client.connect(ByteArrayCodec.INSTANCE).sync();
    for (int i = 0; i < 200; i++) {
      byte[] key = ("shop:random" + i).getBytes(UTF_8);
      bytes.hset(key, Map.of(new byte[] {'v'}, new byte[] {'1'}));
      for (String field : List.of("s", "l", "a", "g", "qlamp", "\u0000")) {
        byte[] value = new byte[random.nextInt(4)];
        random.nextBytes(value);
        bytes.hset(key, field.getBytes(UTF_8), value);
      }
      assertThat(users.find("random" + i)).isEqualTo(UserContext.ANONYMOUS);
    }
  }

  @Test
  void write_somethingElseUnderTheKey_leftAloneAndCounted() {
    redis.set("shop:ann", "not a hash");
    redis.hset("shop:cat", Map.of("v", "2", "q", "x"));
    for (String userId : List.of("ann", "cat")) {
      users.searched(userId, "lamp", now);
      users.remember(userId, History.NONE, Profile.UNKNOWN);
      users.find(userId);
    }

    assertThat(redis.get("shop:ann")).isEqualTo("not a hash");
    assertThat(redis.hgetall("shop:cat")).isEqualTo(Map.of("v", "2", "q", "x"));
    assertThat(failures("searched", "malformed")).isEqualTo(2);
    assertThat(failures("remember", "malformed")).isEqualTo(2);
    users.erase("cat");
    users.searched("cat", "lamp", now);
    assertThat(queries("cat")).containsExactly("lamp");
  }

  private double failures(String operation, String cause) {
    return meters
        .get("onesug.users.failures")
        .tag("operation", operation)
        .tag("cause", cause)
        .counter()
        .count();
  }
}
