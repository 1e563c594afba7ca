package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
import io.spanstone.block.CaseFold;
import io.spanstone.block.DigitWord;
import io.spanstone.block.Service;
import io.spanstone.block.SeverityLevel;
import io.spanstone.block.WordPhrase;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.TextTest;
import io.spanstone.storage.metrics.BlockFilter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks may hold a record that meets a condition. Never leaves one out that does: what
 * cannot be told by a block's terms, such as what records have <em>not</em>, leaves out nothing.
 */
final class BlockPruning {
  /** The names that the records' service may have, folded; null if any. */
  private final @Nullable List<String> services;

  private final boolean ofErrors;

  private BlockPruning(@Nullable List<String> services, boolean ofErrors) {
    this.services = services;
    this.ofErrors = ofErrors;
  }

  /** Blocks with a record of a time in {@code [start, end)} that may meet the condition. */
  static BlockFilter filter(LogCondition condition, long startUnixNano, long endUnixNano) {
    List<BlockFilter> filters = new ArrayList<>();
    filters.add(BlockFilter.atLeast(BlockFields.MAX_TIME, startUnixNano));
    filters.add(BlockFilter.below(BlockFields.MIN_TIME, endUnixNano));
    new BlockPruning(null, false).of(condition).ifPresent(filters::add);
    return BlockFilter.all(filters);
  }

  /** Nothing if every block may. */
  private Optional<BlockFilter> of(LogCondition condition) {
    if (condition instanceof LogCondition.And and) {
      return all(and.all());
    }
    if (condition instanceof LogCondition.Or or) {
      return any(or.any());
    }
    if (condition instanceof LogCondition.Words words) {
      return Optional.of(words(new WordPhrase(words.text(), words.prefix())));
    }
    if (condition instanceof LogCondition.Severity range) {
      return severity(range);
    }
    if (condition instanceof LogCondition.TraceId trace) {
      Slice id = Slice.of(HexFormat.of().parseHex(trace.hex()));
      return Optional.of(BlockFilter.term(BlockFields.TRACES, BlockTerms.traceId(id)));
    }
    if (condition instanceof LogCondition.Pattern pattern) {
      long id = HexFormat.fromHexDigitsToLong(pattern.hex());
      return Optional.of(terms(List.of(BlockTerms.pattern(id))));
    }
    if (condition instanceof LogCondition.ExceptionGroup group) {
      long id = HexFormat.fromHexDigitsToLong(group.hex());
      return Optional.of(terms(List.of(BlockTerms.exceptionGroup(id))));
    }
    if (condition instanceof LogCondition.Text text) {
      return switch (text.field().kind()) {
        case SERVICE -> service(text.test());
        case LOGGER -> logger(text.test());
        default -> attribute(text.field().key(), text.test());
      };
    }
    return Optional.empty();
  }

  /** What some of the conditions say of service and severity narrows the terms of the others. */
  private Optional<BlockFilter> all(List<LogCondition> conditions) {
    List<String> named = services;
    boolean errors = ofErrors;
    for (LogCondition condition : conditions) {
      if (condition instanceof LogCondition.Severity range) {
        errors |= range.from() >= SeverityLevel.ERROR.first();
      } else if (condition instanceof LogCondition.Text text
          && text.field().kind() == Field.Kind.SERVICE
          && text.test() instanceof TextTest.Equal name) {
        named = names(name.text());
      }
    }
    BlockPruning narrowed = new BlockPruning(named, errors);
    List<BlockFilter> filters =
        conditions.stream().map(narrowed::of).flatMap(Optional::stream).toList();
    return filters.isEmpty() ? Optional.empty() : Optional.of(BlockFilter.all(filters));
  }

  private Optional<BlockFilter> any(List<LogCondition> conditions) {
    List<BlockFilter> filters =
        conditions.stream().map(this::of).flatMap(Optional::stream).toList();
    return filters.size() < conditions.size()
        ? Optional.empty()
        : Optional.of(BlockFilter.any(filters));
  }

  private static BlockFilter words(WordPhrase phrase) {
    List<BlockFilter> filters = new ArrayList<>();
    phrase.terms().forEach(word -> filters.add(word(word)));
    String prefix = phrase.prefixTerm();
    if (prefix != null) {
      filters.add(
          BlockFilter.any(
              List.of(
                  BlockFilter.prefix(BlockFields.WORDS, prefix),
                  BlockFilter.range(
                      BlockFields.DIGIT_WORDS, DigitWord.first(prefix), DigitWord.end(prefix)))));
    }
    return BlockFilter.all(filters);
  }

  /** Blocks of before version 8 have words with digits among the others. */
  private static BlockFilter word(String word) {
    BlockFilter asTerm = BlockFilter.term(BlockFields.WORDS, word);
    return DigitWord.is(word)
        ? BlockFilter.any(
            List.of(BlockFilter.term(BlockFields.DIGIT_WORDS, DigitWord.number(word)), asTerm))
        : asTerm;
  }

  private Optional<BlockFilter> severity(LogCondition.Severity range) {
    List<String> terms =
        IntStream.rangeClosed(range.from(), range.to()).mapToObj(BlockTerms::severity).toList();
    return Optional.of(terms(terms));
  }

  private Optional<BlockFilter> service(TextTest test) {
    if (!(test instanceof TextTest.Equal name)) {
      return Optional.empty();
    }
    List<String> names = names(name.text());
    if (names.contains(Service.UNKNOWN_NAME)) {
      return Optional.empty(); // such a service has no attribute
    }
    return Optional.of(
        BlockFilter.terms(
            termField(),
            names.stream().map(each -> BlockTerms.logAttribute("service.name", each)).toList()));
  }

  private Optional<BlockFilter> logger(TextTest test) {
    return test instanceof TextTest.Equal name && !name.text().isEmpty()
        ? Optional.of(terms(List.of(BlockTerms.logger(name.text()))))
        : Optional.empty();
  }

  private Optional<BlockFilter> attribute(String key, TextTest test) {
    if (test instanceof TextTest.Equal equal) {
      return Optional.of(terms(List.of(BlockTerms.logAttribute(key, equal.text()))));
    }
    if (!BlockTerms.isListed(key)) {
      return Optional.empty();
    }
    if (test instanceof TextTest.Like like && !like.parts().get(0).isEmpty()) {
      return Optional.of(
          BlockFilter.any(
              List.of(
                  BlockFilter.prefix(
                      termField(), BlockTerms.logAttributePrefix(key, like.parts().get(0))),
                  BlockFilter.prefix(termField(), BlockTerms.longLogAttributePrefix(key)))));
    }
    return Optional.of(BlockFilter.term(BlockFields.KEY, CaseFold.fold(key)));
  }

  /** Blocks with a record that has one of the terms, and is of one of the services. */
  private BlockFilter terms(List<String> terms) {
    if (services == null) {
      return BlockFilter.terms(termField(), terms);
    }
    List<String> qualified = new ArrayList<>();
    for (String service : services) {
      terms.forEach(term -> qualified.add(BlockTerms.ofService(service, term)));
    }
    String field = ofErrors ? BlockFields.SERVICE_ERROR_TERMS : BlockFields.SERVICE_TERMS;
    return BlockFilter.any(
        List.of(
            BlockFilter.all(
                BlockFilter.terms(termField(), terms),
                BlockFilter.term(BlockFields.SHARED, "false")),
            BlockFilter.terms(field, qualified)));
  }

  private String termField() {
    return ofErrors ? BlockFields.ERROR_TERMS : BlockFields.TERMS;
  }

  /** The names, folded, of services that are found as {@code [namespace/]name}. */
  private static List<String> names(String service) {
    String folded = CaseFold.fold(service);
    List<String> names = new ArrayList<>();
    names.add(folded);
    for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
      names.add(folded.substring(slash + 1));
    }
    return names;
  }
}
