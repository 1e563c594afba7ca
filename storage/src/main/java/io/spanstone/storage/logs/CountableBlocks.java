package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;
import io.spanstone.block.CaseFold;
import io.spanstone.block.SeverityLevel;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.TextTest;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which blocks need not be read to count the records that meet a condition: it holds for all of
 * their records of certain levels, and for no others.
 *
 * @param levels whose records are counted
 * @param filter the blocks; empty if they are all that there are
 */
record CountableBlocks(Set<SeverityLevel> levels, Optional<BlockFilter> filter) {
  private static final int MAX_SERVICES = 10_000;

  /** Nothing if all blocks must be read. */
  static Optional<CountableBlocks> of(
      LogCondition condition, LogBlocks blocks, BlockFilter candidates) throws IOException {
    Set<SeverityLevel> levels = EnumSet.allOf(SeverityLevel.class);
    List<BlockFilter> filters = new ArrayList<>();
    for (LogCondition each : conjunction(condition)) {
      Optional<Set<SeverityLevel>> ofLevels = levels(each);
      if (ofLevels.isPresent()) {
        levels.retainAll(ofLevels.get());
      } else if (each instanceof LogCondition.Text text
          && text.field().kind() == Field.Kind.SERVICE
          && text.test() instanceof TextTest.Equal name) {
        filters.add(ofService(name.text(), blocks, candidates));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new CountableBlocks(
            levels, filters.isEmpty() ? Optional.empty() : Optional.of(BlockFilter.all(filters))));
  }

  private static List<LogCondition> conjunction(LogCondition condition) {
    if (condition instanceof LogCondition.Everything) {
      return List.of();
    }
    return condition instanceof LogCondition.And and
        ? and.all().stream().flatMap(each -> conjunction(each).stream()).toList()
        : List.of(condition);
  }

  /** The levels whose records are all that meet the condition, if it is one on severity only. */
  private static Optional<Set<SeverityLevel>> levels(LogCondition condition) {
    if (condition instanceof LogCondition.Or or) {
      Set<SeverityLevel> levels = EnumSet.noneOf(SeverityLevel.class);
      for (LogCondition each : or.any()) {
        Optional<Set<SeverityLevel>> some = levels(each);
        if (some.isEmpty()) {
          return some;
        }
        levels.addAll(some.get());
      }
      return Optional.of(levels);
    }
    return condition instanceof LogCondition.Severity range ? levels(range) : Optional.empty();
  }

  /** A range that cuts through a level is not told by levels, nor is a number that is none. */
  private static Optional<Set<SeverityLevel>> levels(LogCondition.Severity range) {
    Set<SeverityLevel> levels = EnumSet.noneOf(SeverityLevel.class);
    for (SeverityLevel level : SeverityLevel.values()) {
      boolean overlaps = level.first() <= range.to() && level.last() >= range.from();
      boolean within = level.first() >= range.from() && level.last() <= range.to();
      if (overlaps && (!within || level == SeverityLevel.UNSPECIFIED)) {
        return Optional.empty();
      }
      if (within) {
        levels.add(level);
      }
    }
    return Optional.of(levels);
  }

  /** Blocks of a service alone; there may be several that differ in case only. */
  private static BlockFilter ofService(String filter, LogBlocks blocks, BlockFilter candidates)
      throws IOException {
    String folded = CaseFold.fold(filter);
    List<String> names =
        blocks.values(BlockFields.SERVICE, candidates, MAX_SERVICES).stream()
            .filter(name -> CaseFold.fold(name).equals(folded))
            .toList();
    return BlockFilter.all(
        BlockFilter.terms(BlockFields.SERVICE, names),
        BlockFilter.term(BlockFields.SHARED, "false"));
  }

  /** The fields that have the numbers of records, one a level. */
  List<String> fields() {
    return Arrays.stream(SeverityLevel.values())
        .filter(levels::contains)
        .map(BlockFields::severityRecords)
        .toList();
  }
}
