package io.spanstone.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spanstone.standalone.CommandLine.Kind;
import io.spanstone.standalone.settings.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void namesARole() {
    assertThat(parse("up")).isEqualTo(new CommandLine(Kind.RUN, Role.UP, false, false));
    assertThat(parse("collector").role()).isEqualTo(Role.COLLECTOR);
    assertThat(parse("query").role()).isEqualTo(Role.QUERY);
  }

  @Test
  void addsTheDemoToUp() {
    assertThat(parse("demo")).isEqualTo(new CommandLine(Kind.RUN, Role.UP, true, false));
    assertThat(parse("demo", "--small")).isEqualTo(new CommandLine(Kind.RUN, Role.UP, true, true));
  }

  @Test
  void tellsWithoutRunning() {
    assertThat(parse().kind()).isEqualTo(Kind.HELP);
    assertThat(parse("--help").kind()).isEqualTo(Kind.HELP);
    assertThat(parse("demo", "--small", "--help").kind()).isEqualTo(Kind.HELP);
    assertThat(parse("--version").kind()).isEqualTo(Kind.VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"start", "up --small", "demo --large", "demo --small --small=1", "query x"})
  void refusesWhatItDoesNotKnow(String commandLine) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(commandLine.split(" ")));
  }

  private static CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }
}
