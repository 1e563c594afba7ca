package io.spanstone.storage.logs.scan;

import io.spanstone.block.CaseFold;
import io.spanstone.block.Service;
import io.spanstone.block.SeverityLevel;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;
import io.spanstone.storage.logs.query.LogCondition.Field;
import java.util.HexFormat;
import java.util.function.Consumer;

/** What a field of a record says, as a query would write it. Not thread-safe. */
public final class FieldTexts {
  private final Field field;
  private final Slice foldedKey;
  private final ScopeView scope = new ScopeView();
  private final LogPattern pattern = new LogPattern();
  private final ExceptionGroup exception = new ExceptionGroup();

  public FieldTexts(Field field) {
    this.field = field;
    this.foldedKey = CaseFold.fold(Slice.ofUtf8(field.key()));
  }

  /** Hands over the texts of the scan's current record that are not empty. */
  public void read(LogScan scan, Consumer<String> to) {
    if (field.kind() == Field.Kind.ATTRIBUTE) {
      readAttributes(scan.record().attributes(), to);
      readAttributes(KeyValues.ofResource(scan.cursor().resource()), to);
      return;
    }
    String text = text(scan);
    if (!text.isEmpty()) {
      to.accept(text);
    }
  }

  private String text(LogScan scan) {
    return switch (field.kind()) {
      case SEVERITY -> SeverityLevel.of(scan.record().severityNumber()).id();
      case SERVICE -> Service.ofResource(scan.cursor().resource()).qualifiedName();
      case LOGGER -> scope.read(scan.cursor().scope()).name().utf8();
      case TRACE_ID -> hex(scan.record().traceId());
      case SPAN_ID -> hex(scan.record().spanId());
      case PATTERN -> PatternId.text(pattern.read(scan.record()).id());
      case EXCEPTION_GROUP -> PatternId.text(exception.read(scan.record()).id());
      case BODY, ATTRIBUTE -> scan.record().body().text().utf8();
    };
  }

  private void readAttributes(KeyValues attributes, Consumer<String> to) {
    while (attributes.next()) {
      if (CaseFold.equalsFolded(attributes.key(), foldedKey)) {
        to.accept(attributes.value().text().utf8());
      }
    }
  }

  private static String hex(Slice id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
