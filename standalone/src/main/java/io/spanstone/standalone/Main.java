package io.spanstone.standalone;

import io.spanstone.standalone.settings.InvalidSettingsException;
import io.spanstone.standalone.settings.Listeners;
import io.spanstone.standalone.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line of the product.
 *
 * <p>Exit codes: 0 after a signal, when everything has stopped in good order; 1 when something
 * could not be started; 2 for a wrong command or wrong settings.
 */
public final class Main {
  static final int CANNOT_START = 1;
  static final int WRONG_USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    try {
      CommandLine commandLine = CommandLine.parse(List.of(arguments));
      switch (commandLine.kind()) {
        case HELP -> System.out.print(CommandLine.USAGE);
        case VERSION -> System.out.println("Spanstone " + Distribution.version());
        case RUN -> run(commandLine);
      }
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n\n" + CommandLine.USAGE);
      System.exit(WRONG_USAGE);
    } catch (InvalidSettingsException invalid) {
      exit(WRONG_USAGE, "These settings cannot be used:", invalid.faults());
    }
  }

  private static void run(CommandLine commandLine) throws InvalidSettingsException {
    Settings settings =
        Settings.read(commandLine.role(), System.getenv(), Path.of("").toAbsolutePath());
    List<String> taken = Listeners.taken(commandLine.role(), settings);
    if (!taken.isEmpty()) {
      exit(CANNOT_START, "Spanstone cannot start:", taken);
    }
    try {
      LogFile.choose(settings.data(), commandLine.role());
      int fault =
          commandLine.demo()
              ? Demo.check(
                  settings.data(),
                  commandLine.small(),
                  Listeners.ports(commandLine.role(), settings))
              : 0;
      if (fault != 0) {
        System.exit(fault);
      }
    } catch (IOException failure) {
      exit(CANNOT_START, "Spanstone cannot start:", List.of(String.valueOf(failure.getMessage())));
    }
    int code = new Session(commandLine, settings, System.out).run();
    System.exit(code);
  }

  private static void exit(int code, String headline, List<String> faults) {
    System.err.println(headline);
    faults.forEach(fault -> System.err.println("  - " + fault));
    System.exit(code);
  }
}
