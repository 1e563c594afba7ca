package io.spanstone.query.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** What is wrong with a text that is no JSON. */
public final class JsonFault {
  /** Jackson says it of brackets that are left open, and then says that it does not say it. */
  private static final String START = " \\(start marker at .*\\)$";

  private JsonFault() {}

  /** The fault and where it is, such as {@code Unexpected character …, at line 1, column 3}. */
  public static String of(JsonProcessingException fault) {
    String message = fault.getOriginalMessage().replaceAll(START, "");
    JsonLocation at = fault.getLocation();
    return at == null
        ? message
        : "%s, at line %d, column %d".formatted(message, at.getLineNr(), at.getColumnNr());
  }
}
