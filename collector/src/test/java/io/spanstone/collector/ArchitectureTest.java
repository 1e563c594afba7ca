package io.spanstone.collector;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.spanstone.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  private static final String ROOT = "io.spanstone.collector";

  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return ArchitectureRules.of(ROOT);
  }

  @Test
  void hopsSeeEachOtherOnlyInTheDirectionOfTheFlow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wiring")
        .definedBy(ROOT)
        .layer("receiver")
        .definedBy(ROOT + ".receiver")
        .layer("loglines")
        .definedBy(ROOT + ".loglines")
        .layer("remotewrite")
        .definedBy(ROOT + ".remotewrite")
        .layer("journal")
        .definedBy(ROOT + ".journal")
        .layer("edge")
        .definedBy(ROOT + ".edge")
        .layer("cell")
        .definedBy(ROOT + ".cell")
        .layer("derive")
        .definedBy(ROOT + ".derive")
        .layer("pack")
        .definedBy(ROOT + ".pack")
        .layer("ship")
        .definedBy(ROOT + ".ship")
        .layer("ledger")
        .definedBy(ROOT + ".ledger")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("receiver")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("loglines")
        .mayOnlyBeAccessedByLayers("receiver")
        .whereLayer("remotewrite")
        .mayOnlyBeAccessedByLayers("receiver")
        .whereLayer("journal")
        .mayOnlyBeAccessedByLayers("wiring", "receiver", "pack")
        .whereLayer("edge")
        .mayOnlyBeAccessedByLayers("derive", "pack")
        .whereLayer("cell")
        .mayOnlyBeAccessedByLayers("receiver", "derive", "pack")
        .whereLayer("derive")
        .mayOnlyBeAccessedByLayers("wiring", "pack")
        .whereLayer("pack")
        .mayOnlyBeAccessedByLayers("wiring", "ship")
        .whereLayer("ship")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("ledger")
        .mayOnlyBeAccessedByLayers("wiring", "receiver", "ship")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT));
  }
}
