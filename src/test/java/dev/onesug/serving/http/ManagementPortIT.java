package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.OneSugApplication;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where the management port is. */
@StartsService
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortIT {
  /** Of this machine, too, where the loopback network is all of 127.0.0.0/8. */
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  @EnabledOnOs(OS.LINUX)
  void connect_otherAddressOfThisMachine_reachesThePublicPortOnly() throws IOException {
    new Socket(OTHER_ADDRESS, port).close();
    new Socket(InetAddress.getLoopbackAddress(), managementPort).close();

    assertThatThrownBy(() -> new Socket(OTHER_ADDRESS, managementPort).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void start_onThePublicPort_isRefusedAndSaysWhy(CapturedOutput output) {
    String refusal = "management.server.port: 18080 (expected: another than server.port)";

    assertThatThrownBy(
            () ->
                SpringApplication.run(
                        OneSugApplication.class,
                        "--server.port=18080",
                        "--management.server.port=18080")
                    .close())
        .hasRootCauseMessage(refusal);
    assertThat(output.getAll()).contains(refusal);
  }
}
