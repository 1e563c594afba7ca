package io.spanstone.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the tree that a compiler does not know. Every module runs them on its own classes:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *   @TestFactory
 *   Stream<DynamicTest> keepsTheRules() {
 *     return ArchitectureRules.of("io.spanstone.otlp");
 *   }
 * }
 * }</pre>
 */
public final class ArchitectureRules {
  private static final String ROOT = "io.spanstone.";

  /** Who may use whom, by the first part of the package name; the reasons are in docs/adr. */
  private static final Map<String, Set<String>> DIRECTIONS =
      Map.ofEntries(
          Map.entry("otlp", Set.of()),
          Map.entry("hash", Set.of()),
          Map.entry("pattern", Set.of("otlp", "hash")),
          Map.entry("block", Set.of("otlp", "hash", "metric", "pattern")),
          Map.entry("metric", Set.of()),
          Map.entry("storage", Set.of("otlp", "block", "metric", "pattern")),
          Map.entry("collector", Set.of("otlp", "block", "metric", "storage", "pattern")),
          Map.entry("query", Set.of("otlp", "block", "metric", "storage", "pattern")),
          Map.entry("node", Set.of()),
          Map.entry("standalone", Set.of("otlp", "block", "storage", "collector", "query", "node")),
          Map.entry("agent", Set.of()),
          Map.entry("demo", Set.of()));

  private static final DescribedPredicate<JavaClass> A_MAIN_CLASS =
      DescribedPredicate.describe(
          "a main class", type -> type.tryGetMethod("main", String[].class).isPresent());

  private ArchitectureRules() {}

  /** One test a rule, on the main classes of these packages and of those below them. */
  public static Stream<DynamicTest> of(String... packages) {
    return tests(rules(), mainClasses(packages));
  }

  /**
   * What only who sees the whole product can check: every public type is used outside its package.
   *
   * @param exemptPrefixes names of packages or types that are public for another reason
   */
  public static Stream<DynamicTest> ofWholeProduct(String... exemptPrefixes) {
    JavaClasses classes =
        mainClasses("io.spanstone")
            .that(
                DescribedPredicate.not(
                    JavaClass.Predicates.resideInAPackage("io.spanstone.testkit..")));
    return tests(List.of(PackagePrivateFirst.rule(A_MAIN_CLASS, exemptPrefixes)), classes);
  }

  private static List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        slices().matching("io.spanstone.(**)").should().beFreeOfCycles().as("no package cycles"));
    DIRECTIONS.forEach((from, to) -> rules.add(direction(from, to)));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage("io.spanstone.block..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.elasticsearch..", "org.apache.http..")
            .as("blocks know no Elasticsearch"));
    rules.add(
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
            .as("packages are named after what they do"));
    rules.add(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)")
            .as("classes are named after what they do"));
    rules.add(noClasses().should(USE_JAVA_UTIL_LOGGING).as("logging goes through slf4j"));
    rules.add(
        noClasses()
            .that(DescribedPredicate.not(A_MAIN_CLASS))
            .should(ACCESS_STANDARD_STREAMS)
            .as("only a main class prints"));
    rules.add(
        noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .as("nobody sleeps where a signal can wake"));
    return rules;
  }

  private static ArchRule direction(String from, Set<String> to) {
    String[] forbidden =
        DIRECTIONS.keySet().stream()
            .filter(other -> !other.equals(from) && !to.contains(other))
            .map(other -> ROOT + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .as(from + " uses " + (to.isEmpty() ? "nothing of ours" : "only " + sorted(to)));
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static JavaClasses mainClasses(String... packages) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(packages);
  }

  private static Stream<DynamicTest> tests(List<ArchRule> rules, JavaClasses classes) {
    if (classes.isEmpty()) {
      throw new IllegalStateException("no classes to check");
    }
    return rules.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(), () -> rule.allowEmptyShould(true).check(classes)));
  }
}
