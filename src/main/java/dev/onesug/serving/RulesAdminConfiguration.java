package dev.onesug.serving;

import dev.onesug.serving.http.RulesAdmin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Lets operators see and change rules on the management port, and on no other: it is named in
 * {@code META-INF/spring} and has no annotation of Spring's, so that the public port does not find
 * it.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
public class RulesAdminConfiguration {

  @Bean
  RouterFunction<ServerResponse> rulesRoutes(
      RulesAdmin admin, @Value("${management.endpoints.web.base-path:/actuator}") String path) {
    return admin.routes(path + "/rules");
  }
}
