package dev.onesug;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log's two forms, as {@code logback.xml} makes them of what Boot tells it. */
@ExtendWith(OutputCaptureExtension.class)
class LogFormatTest {
  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void line_structuredFormat_isJsonWithTheRequest(CapturedOutput output) throws JoranException {
    context.putProperty("CONSOLE_LOG_STRUCTURED_FORMAT", "ecs");
    mdc.put("requestId", "r-1");

    logger().warn("The model failed");

    JsonNode line = new JsonMapper().readTree(output.getOut());
    assertThat(line.path("message").asString()).isEqualTo("The model failed");
    assertThat(line.path("requestId").asString()).isEqualTo("r-1");
    assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
  }

  @Test
  void line_noFormat_isTextWithTheRequest(CapturedOutput output) throws JoranException {
    context.putProperty("LOG_CORRELATION_PATTERN", "%X{requestId:--} ");
    mdc.put("requestId", "r-1");

    logger().warn("The model failed");

    assertThat(output.getOut()).contains("WARN", " r-1 ", "The model failed");
  }

  @Test
  void line_debug_isNotWritten(CapturedOutput output) throws JoranException {
    logger().debug("what somebody typed");

    assertThat(output.getOut()).isEmpty();
  }

  private Logger logger() throws JoranException {
    context.setMDCAdapter(mdc);
    context.putObject(Environment.class.getName(), new MockEnvironment());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    return context.getLogger("dev.onesug.Some");
  }
}
