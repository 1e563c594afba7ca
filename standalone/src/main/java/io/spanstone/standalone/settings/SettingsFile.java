package io.spanstone.standalone.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * {@code spanstone.yaml}: a mapping from keys to values, the same as in the environment. Values are
 * taken as the text that they are; {@code 012} and {@code no} mean what they say.
 */
final class SettingsFile {
  static final String NAME = "spanstone.yaml";

  private final Consumer<String> faults;
  private final Map<String, Given> entries = new LinkedHashMap<>();

  private SettingsFile(Consumer<String> faults) {
    this.faults = faults;
  }

  /** What the file gives; nothing if there is none. Faults of its form go to {@code faults}. */
  static List<Given> read(Path path, Consumer<String> faults) {
    SettingsFile file = new SettingsFile(faults);
    if (Files.exists(path)) {
      file.load(path);
    }
    return List.copyOf(file.entries.values());
  }

  private void load(Path path) {
    LoadSettings settings = LoadSettings.builder().setLabel(NAME).build();
    try {
      new Compose(settings).composeString(Files.readString(path)).ifPresent(this::addAll);
    } catch (IOException unreadable) {
      faults.accept(NAME + " cannot be read: " + unreadable);
    } catch (YamlEngineException malformed) {
      faults.accept(NAME + " is not valid YAML: " + String.valueOf(malformed.getMessage()).strip());
    }
  }

  private void addAll(Node root) {
    if (root instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::add);
    } else {
      faults.accept(NAME + " must be a mapping, such as " + Keys.HTTP_PORT.key() + ": 7070");
    }
  }

  private void add(NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      faults.accept(NAME + " has a key that is not a single value");
    } else if (!(entry.getValueNode() instanceof ScalarNode value)) {
      faults.accept(key.getValue() + " (" + NAME + ") must be a single value");
    } else {
      add(key.getValue(), value.getValue());
    }
  }

  private void add(String key, String text) {
    if (entries.containsKey(key)) {
      faults.accept(key + " (" + NAME + ") is given twice");
    } else if (!text.isEmpty()) {
      entries.put(key, new Given(key, text, NAME));
    }
  }
}
