package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void read_atTheBound_isWhole() throws IOException {
    byte[] body = new byte[BoundedBody.MAX_BYTES];
    body[body.length - 1] = 7;

    assertThat(BoundedBody.read(new ByteArrayInputStream(body), clock::get)).isEqualTo(body);
  }

  @Test
  void read_overTheBound_isRefused() {
    InputStream body = new ByteArrayInputStream(new byte[BoundedBody.MAX_BYTES + 1]);

    assertThatThrownBy(() -> BoundedBody.read(body, clock::get))
        .isInstanceOf(BoundedBody.TooLargeException.class);
  }

  @Test
  void read_aByteASecond_isRefusedAfterFive() {
    AtomicLong bytes = new AtomicLong();
    InputStream drip =
        new InputStream() {
          @Override
          public int read() {
            bytes.incrementAndGet();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            return 'a';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
          }
        };

    assertThatThrownBy(() -> BoundedBody.read(drip, clock::get))
        .isInstanceOf(BoundedBody.TooSlowException.class);
    assertThat(bytes).hasValue(6);
  }
}
