package io.spanstone.standalone;

import io.spanstone.standalone.settings.Role;
import java.util.List;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param demo whether the demo services run beside it
 */
record CommandLine(Kind kind, Role role, boolean demo, boolean small) {

  /** Whether to run something or only to tell. */
  enum Kind {
    RUN,
    HELP,
    VERSION
  }

  static final String USAGE =
      """
      Usage: spanstone COMMAND

        up               everything in one process, with its own Elasticsearch
        demo [--small]   up, with demo services under load
        collector        only the collector, for the cluster at SPANSTONE_ES_URL
        query            only the query API and the UI, for the same cluster

        --help, --version

      Settings are environment variables, or the same keys in ./spanstone.yaml;
      docs/reference/settings.md lists them.
      """;

  private static final Set<String> HELP = Set.of("help", "--help", "-h");

  /** Throws {@link IllegalArgumentException} for what is no command. */
  static CommandLine parse(List<String> arguments) {
    boolean help = arguments.isEmpty() || arguments.stream().anyMatch(HELP::contains);
    String command = help ? "help" : arguments.get(0);
    List<String> options = help ? List.of() : arguments.stream().skip(1).toList();
    CommandLine parsed =
        switch (command) {
          case "up" -> run(Role.UP);
          case "demo" -> new CommandLine(Kind.RUN, Role.UP, true, options.contains("--small"));
          case "collector" -> run(Role.COLLECTOR);
          case "query" -> run(Role.QUERY);
          case "help" -> new CommandLine(Kind.HELP, Role.UP, false, false);
          case "version", "--version" -> new CommandLine(Kind.VERSION, Role.UP, false, false);
          default -> throw new IllegalArgumentException("no such command: " + command);
        };
    for (String option : options) {
      if (!(parsed.small() && option.equals("--small"))) {
        throw new IllegalArgumentException(command + " does not take " + option);
      }
    }
    return parsed;
  }

  private static CommandLine run(Role role) {
    return new CommandLine(Kind.RUN, role, false, false);
  }
}
