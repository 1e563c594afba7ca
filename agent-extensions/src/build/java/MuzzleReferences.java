import io.opentelemetry.javaagent.tooling.RemappingUrlConnection;
import io.opentelemetry.javaagent.tooling.muzzle.InstrumentationModuleMuzzle;
import io.opentelemetry.javaagent.tooling.muzzle.generation.MuzzleCodeGenerationPlugin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.build.EntryPoint;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;

/**
 * A step of the build: upstream's muzzle writes into each instrumentation module which classes and
 * members of the library it refers to, so that the agent leaves a library alone that has other ones.
 * Upstream offers this step to Gradle only; the muzzle that runs here is the one inside the agent.
 * docs/adr/0011 has the story.
 *
 * <p>Its argument is the directory of classes; its class path is the agent and what they compile
 * against.
 */
public final class MuzzleReferences {

  public static void main(String[] arguments) throws IOException {
    Path classes = Path.of(arguments[0]);
    List<File> classPath = new ArrayList<>(List.of(asTheAgentReadsThem(classes).toFile()));
    List<ClassFileLocator> locators = new ArrayList<>();
    locators.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      File file = new File(element);
      classPath.add(file);
      locators.add(
          file.isDirectory()
              ? new ClassFileLocator.ForFolder(file)
              : ClassFileLocator.ForJarFile.of(file));
    }
    Plugin muzzle =
        new OncePlugin(new MuzzleCodeGenerationPlugin(classPath.toArray(new File[0])));
    Plugin.Engine.Summary summary =
        Plugin.Engine.Default.of(
                EntryPoint.Default.DECORATE,
                ClassFileVersion.JAVA_V8,
                MethodNameTransformer.Suffixing.withRandomSuffix())
            .with(new ClassFileLocator.Compound(locators))
            .with(Plugin.Engine.PoolStrategy.Default.EXTENDED)
            .withErrorHandlers(
                Plugin.Engine.ErrorHandler.Enforcing.ALL_TYPES_RESOLVED,
                Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
            .apply(
                new Plugin.Engine.Source.ForFolder(classes.toFile()),
                new Plugin.Engine.Target.ForFolder(classes.toFile()),
                new Plugin.Factory.Simple(muzzle));
    if (!summary.getFailed().isEmpty()) {
      throw new IllegalStateException("muzzle failed on " + summary.getFailed());
    }
  }

  /** The agent's muzzle knows the API by the names that it has inside the agent. */
  private static Path asTheAgentReadsThem(Path classes) throws IOException {
    Path renamed = classes.resolveSibling("muzzle-input");
    Path jar = classes.resolveSibling("muzzle-input.jar");
    List<Path> files;
    try (Stream<Path> found = Files.walk(classes)) {
      files = found.filter(file -> file.toString().endsWith(".class")).toList();
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    try (JarFile read = new JarFile(jar.toFile())) {
      for (JarEntry entry : read.stream().toList()) {
        Path file = renamed.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in =
            new RemappingUrlConnection(jar.toUri().toURL(), read, entry).getInputStream()) {
          Files.write(file, in.readAllBytes());
        }
      }
    }
    return renamed;
  }

  /** Leaves modules alone that a former build has seen to: muzzle would do it twice. */
  private record OncePlugin(Plugin muzzle) implements Plugin {

    @Override
    public boolean matches(TypeDescription type) {
      return muzzle.matches(type) && !type.isAssignableTo(InstrumentationModuleMuzzle.class);
    }

    @Override
    public DynamicType.Builder<?> apply(
        DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
      return muzzle.apply(builder, type, locator);
    }

    @Override
    public void close() throws IOException {
      muzzle.close();
    }
  }
}
