package io.spanstone.query.promql.syntax;

import io.spanstone.query.promql.syntax.Expr.RangeSelector;
import io.spanstone.query.promql.syntax.Expr.Subquery;
import io.spanstone.query.promql.syntax.Expr.VectorSelector;
import io.spanstone.query.promql.syntax.TimeShift.Anchor;

/** Reads what may follow an expression: ranges, subqueries, offset and {@code @}. */
final class ModifierParser {
  private final TokenReader tokens;
  private final DurationParser durations;

  ModifierParser(TokenReader tokens, DurationParser durations) {
    this.tokens = tokens;
    this.durations = durations;
  }

  Expr modified(Expr bare) {
    Expr expr = bare;
    boolean hasOffset = false;
    boolean hasAt = false;
    while (true) {
      Token token = tokens.peek();
      if (token.is("[")) {
        expr = range(expr, hasOffset || hasAt);
        hasOffset = expr instanceof RangeSelector && hasOffset;
        hasAt = expr instanceof RangeSelector && hasAt;
      } else if (token.isWord("offset")) {
        expr = offset(expr, hasOffset);
        hasOffset = true;
      } else if (token.is("@")) {
        expr = at(expr, hasAt);
        hasAt = true;
      } else {
        return expr;
      }
    }
  }

  private Expr range(Expr expr, boolean shifted) {
    Token bracket = tokens.take();
    long rangeMillis = durations.positiveMillis("the range");
    if (tokens.takeIf(":")) {
      long stepMillis = tokens.peek().is("]") ? 0 : durations.positiveMillis("the subquery's step");
      tokens.expect("]", "the subquery");
      Span span = new Span(expr.span().from(), tokens.takenTo());
      return new Subquery(expr, rangeMillis, stepMillis, TimeShift.NONE, span);
    }
    tokens.expect("]", "the range");
    if (!(expr instanceof VectorSelector selector)) {
      throw tokens.fault(
          bracket.from(),
          "a range belongs to a selector only",
          "a subquery has a colon, as in [5m:1m] or [5m:]");
    }
    if (shifted) {
      throw tokens.fault(
          bracket.from(), "the range comes too late", "write offset and @ after the range");
    }
    return new RangeSelector(selector, rangeMillis, new Span(expr.span().from(), tokens.takenTo()));
  }

  private Expr offset(Expr expr, boolean again) {
    Token word = tokens.take();
    refuse(word, again);
    long offsetMillis = durations.signedMillis("the offset");
    TimeShift shift = shift(word, expr);
    return shifted(expr, new TimeShift(shift.anchor(), shift.atMillis(), offsetMillis));
  }

  private Expr at(Expr expr, boolean again) {
    Token sign = tokens.take();
    refuse(sign, again);
    TimeShift shift = shift(sign, expr);
    Anchor anchor = anchor();
    long atMillis = anchor == Anchor.TIME ? durations.timeMillis() : 0;
    return shifted(expr, new TimeShift(anchor, atMillis, shift.offsetMillis()));
  }

  private Anchor anchor() {
    boolean start = tokens.peek().isWord("start");
    if (!start && !tokens.peek().isWord("end")) {
      return Anchor.TIME;
    }
    tokens.take();
    tokens.expect("(", "the @ modifier");
    tokens.expect(")", "the @ modifier");
    return start ? Anchor.START : Anchor.END;
  }

  private void refuse(Token modifier, boolean again) {
    if (again) {
      throw tokens.fault(
          modifier.from(), modifier + " is set twice", "a selector has one of each modifier");
    }
  }

  private TimeShift shift(Token modifier, Expr expr) {
    if (expr instanceof VectorSelector selector) {
      return selector.shift();
    }
    if (expr instanceof RangeSelector range) {
      return range.selector().shift();
    }
    if (expr instanceof Subquery subquery) {
      return subquery.shift();
    }
    throw tokens.fault(
        modifier.from(),
        modifier + " must follow a selector or a subquery",
        "move it into the expression, after the selector");
  }

  private Expr shifted(Expr expr, TimeShift shift) {
    Span span = new Span(expr.span().from(), tokens.takenTo());
    if (expr instanceof VectorSelector selector) {
      return new VectorSelector(selector.matchers(), shift, span);
    }
    if (expr instanceof RangeSelector range) {
      VectorSelector selector = new VectorSelector(range.selector().matchers(), shift, span);
      return new RangeSelector(selector, range.rangeMillis(), span);
    }
    Subquery subquery = (Subquery) expr;
    return new Subquery(
        subquery.inner(), subquery.rangeMillis(), subquery.stepMillis(), shift, span);
  }
}
