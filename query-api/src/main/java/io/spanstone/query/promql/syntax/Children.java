package io.spanstone.query.promql.syntax;

import java.util.ArrayList;
import java.util.List;

/** The expressions of which an expression is made. */
final class Children implements Expr.Visitor<List<Expr>> {

  @Override
  public List<Expr> number(Expr.NumberLiteral literal) {
    return List.of();
  }

  @Override
  public List<Expr> string(Expr.StringLiteral literal) {
    return List.of();
  }

  @Override
  public List<Expr> selector(Expr.VectorSelector selector) {
    return List.of();
  }

  @Override
  public List<Expr> range(Expr.RangeSelector range) {
    return List.of(range.selector());
  }

  @Override
  public List<Expr> subquery(Expr.Subquery subquery) {
    return List.of(subquery.inner());
  }

  @Override
  public List<Expr> call(Expr.Call call) {
    return call.arguments();
  }

  @Override
  public List<Expr> aggregation(Expr.Aggregation aggregation) {
    List<Expr> children = new ArrayList<>();
    if (aggregation.parameter() != null) {
      children.add(aggregation.parameter());
    }
    children.add(aggregation.inner());
    return children;
  }

  @Override
  public List<Expr> binary(Expr.Binary binary) {
    return List.of(binary.left(), binary.right());
  }

  @Override
  public List<Expr> negation(Expr.Negation negation) {
    return List.of(negation.inner());
  }

  @Override
  public List<Expr> parentheses(Expr.Parentheses parentheses) {
    return List.of(parentheses.inner());
  }
}
