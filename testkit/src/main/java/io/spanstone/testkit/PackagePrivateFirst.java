package io.spanstone.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A type is public only if another package uses it, or if it is part of the signature or the body
 * of a type of its package that another package uses.
 */
final class PackagePrivateFirst extends ArchCondition<JavaClass> {
  private PackagePrivateFirst() {
    super("be used from another package");
  }

  /** Exempt are main classes, exceptions (for who may catch them) and names that begin so. */
  static ArchRule rule(DescribedPredicate<JavaClass> mainClass, String... exemptPrefixes) {
    List<String> exempt = List.of(exemptPrefixes);
    return classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and(DescribedPredicate.not(mainClass))
        .and()
        .areNotAssignableTo(Throwable.class)
        .and(
            DescribedPredicate.describe(
                "not exempt", type -> exempt.stream().noneMatch(type.getName()::startsWith)))
        .should(new PackagePrivateFirst())
        .as("a public type is used from another package");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean used = isUsed(type, new HashSet<>());
    String message = type.getName() + " is public, but only its own package uses it";
    events.add(new SimpleConditionEvent(type, used, message));
  }

  private static boolean isUsed(JavaClass type, Set<JavaClass> seen) {
    if (!seen.add(type)) {
      return false;
    }
    Set<Dependency> uses = type.getDirectDependenciesToSelf();
    return uses.stream().anyMatch(use -> isForeign(type, use))
        || uses.stream()
            .map(use -> topLevel(use.getOriginClass()))
            .filter(user -> user.getModifiers().contains(JavaModifier.PUBLIC))
            .anyMatch(user -> isUsed(user, seen));
  }

  private static boolean isForeign(JavaClass type, Dependency use) {
    return !use.getOriginClass().getPackageName().equals(type.getPackageName());
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(PackagePrivateFirst::topLevel).orElse(type);
  }
}
