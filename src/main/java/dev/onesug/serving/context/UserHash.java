package dev.onesug.serving.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.serving.context.StoredUser.Searched;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user as a hash of Redis, text in UTF-8 and times in milliseconds since 1970, in decimal:
 *
 * <pre>
 * v            format, 1
 * s            first search of the latest session
 * l            last search, or when a history came along; without searches, when a profile did
 * a g r p      age band, gender, region, spending level; absent where unknown
 * q + query    last search of this query
 * </pre>
 *
 * A user of 20 queries takes about 600 bytes. The scripts beside this class know the format too.
 */
final class UserHash {
  static final String FORMAT = "1";

  /** What stands in Redis is not in this format. */
  static final class MalformedException extends Exception {
    MalformedException(String message) {
      super(message);
    }
  }

  private final Map<String, String> fields;

  private UserHash(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Fields and values by turns, as HSET takes them. */
  static List<byte[]> encode(StoredUser user) {
    List<byte[]> hash = new ArrayList<>();
    put(hash, "v", FORMAT);
    put(hash, "s", Long.toString(user.sessionStartMillis()));
    put(hash, "l", Long.toString(user.lastMillis()));
    put(hash, "a", user.profile().ageBand());
    put(hash, "g", user.profile().gender());
    put(hash, "r", user.profile().region());
    put(hash, "p", user.profile().spendingLevel());
    user.searches().forEach(search -> put(hash, field(search), instant(search)));
    return hash;
  }

  /** The field of a query. */
  static String field(Searched search) {
    return "q" + search.query();
  }

  /** The value of a query's field. */
  static String instant(Searched search) {
    return Long.toString(search.instantMillis());
  }

  /**
   * Reads what HGETALL gives of a key that is there.
   *
   * @throws MalformedException if it is not in this format
   */
  static StoredUser decode(Map<byte[], byte[]> hash) throws MalformedException {
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<byte[], byte[]> field : hash.entrySet()) {
      fields.put(text(field.getKey()), text(field.getValue()));
    }
    return new UserHash(fields).user();
  }

  private StoredUser user() throws MalformedException {
    if (!FORMAT.equals(fields.get("v"))) {
      throw new MalformedException("v: " + fields.get("v") + " (expected: " + FORMAT + ")");
    }
    List<Searched> searches = new ArrayList<>();
    for (String field : fields.keySet()) {
      if (field.startsWith("q")) {
        searches.add(new Searched(field.substring(1), millis(field)));
      }
    }
    return new StoredUser(searches, millis("s"), millis("l"), profile());
  }

  private Profile profile() {
    return new Profile(fields.get("a"), fields.get("g"), fields.get("r"), fields.get("p"));
  }

  private long millis(String field) throws MalformedException {
    String value = fields.get(field);
    // 18 digits are enough for any time, and never overflow.
    if (value == null || !value.matches("[0-9]{1,18}")) {
      throw new MalformedException(field.charAt(0) + ": not a time");
    }
    return Long.parseLong(value);
  }

  private static String text(byte[] bytes) throws MalformedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8");
    }
  }

  private static void put(List<byte[]> hash, String field, @Nullable String value) {
    if (value != null) {
      hash.add(field.getBytes(UTF_8));
      hash.add(value.getBytes(UTF_8));
    }
  }
}
