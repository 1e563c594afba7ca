package io.spanstone.storage.logs.scan;

import io.spanstone.block.CaseFold;
import io.spanstone.block.WordPhrase;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import java.util.HexFormat;
import java.util.List;

/** Makes predicates of conditions. */
final class RowTests {
  private RowTests() {}

  static RowTest of(LogCondition condition) {
    if (condition instanceof LogCondition.And and) {
      return new All(and.all().stream().map(RowTests::of).toList());
    }
    if (condition instanceof LogCondition.Or or) {
      return new Any(or.any().stream().map(RowTests::of).toList());
    }
    if (condition instanceof LogCondition.Not not) {
      return new Inverse(of(not.condition()));
    }
    if (condition instanceof LogCondition.Words words) {
      WordPhrase phrase = new WordPhrase(words.text(), words.prefix());
      return row ->
          switch (phrase.lookAt(row.body())) {
            case ABSENT -> false;
            case PRESENT -> true;
            case UNCERTAIN -> phrase.isIn(row.tokens());
          };
    }
    if (condition instanceof LogCondition.Severity range) {
      return row ->
          row.view().severityNumber() >= range.from() && row.view().severityNumber() <= range.to();
    }
    if (condition instanceof LogCondition.TraceId trace) {
      Slice id = Slice.of(HexFormat.of().parseHex(trace.hex()));
      return row -> row.view().traceId().equals(id);
    }
    if (condition instanceof LogCondition.SpanId span) {
      Slice id = Slice.of(HexFormat.of().parseHex(span.hex()));
      return row -> row.view().spanId().equals(id);
    }
    if (condition instanceof LogCondition.Pattern pattern) {
      long id = HexFormat.fromHexDigitsToLong(pattern.hex());
      return row -> row.patternId() == id;
    }
    if (condition instanceof LogCondition.ExceptionGroup group) {
      long id = HexFormat.fromHexDigitsToLong(group.hex());
      return row -> row.exceptionGroupId() == id;
    }
    if (condition instanceof LogCondition.Present present) {
      return present(present.kind());
    }
    if (condition instanceof LogCondition.Text text) {
      return text(text.field(), TextMatch.of(text.test()));
    }
    return row -> true;
  }

  private static RowTest present(Field.Kind kind) {
    return switch (kind) {
      case TRACE_ID -> row -> !row.view().traceId().isEmpty();
      case SPAN_ID -> row -> !row.view().spanId().isEmpty();
      case PATTERN -> row -> row.patternId() != PatternId.NONE;
      case EXCEPTION_GROUP -> row -> row.exceptionGroupId() != PatternId.NONE;
      default -> row -> !row.view().body().text().isEmpty();
    };
  }

  private static RowTest text(Field field, TextMatch match) {
    return switch (field.kind()) {
      case SERVICE -> new OfService(match);
      case LOGGER -> new OfLogger(match);
      default -> new HasAttribute(CaseFold.fold(Slice.ofUtf8(field.key())), match);
    };
  }

  private record All(List<RowTest> tests) implements RowTest {
    @Override
    public void enterResource(LogRow row) {
      tests.forEach(test -> test.enterResource(row));
    }

    @Override
    public void enterScope(LogRow row) {
      tests.forEach(test -> test.enterScope(row));
    }

    @Override
    public boolean matches(LogRow row) {
      for (RowTest test : tests) {
        if (!test.matches(row)) {
          return false;
        }
      }
      return true;
    }
  }

  private record Any(List<RowTest> tests) implements RowTest {
    @Override
    public void enterResource(LogRow row) {
      tests.forEach(test -> test.enterResource(row));
    }

    @Override
    public void enterScope(LogRow row) {
      tests.forEach(test -> test.enterScope(row));
    }

    @Override
    public boolean matches(LogRow row) {
      for (RowTest test : tests) {
        if (test.matches(row)) {
          return true;
        }
      }
      return false;
    }
  }

  private record Inverse(RowTest test) implements RowTest {
    @Override
    public void enterResource(LogRow row) {
      test.enterResource(row);
    }

    @Override
    public void enterScope(LogRow row) {
      test.enterScope(row);
    }

    @Override
    public boolean matches(LogRow row) {
      return !test.matches(row);
    }
  }

  /** A service is known by its name and by namespace and name. */
  private static final class OfService implements RowTest {
    private final TextMatch match;
    private boolean matches;

    OfService(TextMatch match) {
      this.match = match;
    }

    @Override
    public void enterResource(LogRow row) {
      matches =
          match.matches(Slice.ofUtf8(row.service().name()))
              || match.matches(Slice.ofUtf8(row.service().qualifiedName()));
    }

    @Override
    public boolean matches(LogRow row) {
      return matches;
    }
  }

  private static final class OfLogger implements RowTest {
    private final TextMatch match;
    private boolean matches;

    OfLogger(TextMatch match) {
      this.match = match;
    }

    @Override
    public void enterScope(LogRow row) {
      matches = match.matches(row.logger());
    }

    @Override
    public boolean matches(LogRow row) {
      return matches;
    }
  }

  /** The record or its resource has such an attribute. */
  private static final class HasAttribute implements RowTest {
    private final Slice foldedKey;
    private final TextMatch match;
    private boolean resourceMatches;

    HasAttribute(Slice foldedKey, TextMatch match) {
      this.foldedKey = foldedKey;
      this.match = match;
    }

    @Override
    public void enterResource(LogRow row) {
      resourceMatches = isIn(KeyValues.ofResource(row.cursor().resource()));
    }

    @Override
    public boolean matches(LogRow row) {
      return resourceMatches || isIn(row.view().attributes());
    }

    private boolean isIn(KeyValues attributes) {
      while (attributes.next()) {
        if (CaseFold.equalsFolded(attributes.key(), foldedKey)
            && match.matches(attributes.value().text())) {
          return true;
        }
      }
      return false;
    }
  }
}
