package io.spanstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;

class PackagePrivateFirstTest {
  private static final String NEEDLESS = "io.spanstone.testkit.fixture.shop.NeedlesslyPublic";

  private final JavaClasses classes =
      new ClassFileImporter().importPackages("io.spanstone.testkit.fixture");

  @Test
  void findsExactlyThePublicTypesThatNobodyElseUses() {
    assertThat(check().getFailureReport().getDetails())
        .containsExactly(NEEDLESS + " is public, but only its own package uses it");
  }

  @Test
  void letsThroughWhatIsExempt() {
    assertThat(check(NEEDLESS).hasViolation()).isFalse();
  }

  private EvaluationResult check(String... exemptPrefixes) {
    return PackagePrivateFirst.rule(DescribedPredicate.alwaysFalse(), exemptPrefixes)
        .evaluate(classes);
  }
}
