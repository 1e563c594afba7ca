package io.spanstone.query.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ParameterFault;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query part of a URL, decoded as {@code application/x-www-form-urlencoded}: {@code +} is a
 * space. What cannot be decoded is a fault, never dropped.
 *
 * @param values each parameter's values in their order
 * @param faults the parts that cannot be decoded
 */
record QueryString(Map<String, List<String>> values, List<ParameterFault> faults) {

  static QueryString parse(@Nullable String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<ParameterFault> faults = new ArrayList<>();
    for (String part : (raw == null ? "" : raw).split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      try {
        name = decode(name);
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(decode(value));
      } catch (IllegalArgumentException e) {
        faults.add(
            new ParameterFault(
                name, "is not percent-encoded correctly; write a percent sign itself as %25"));
      } catch (CharacterCodingException e) {
        faults.add(new ParameterFault(name, "is not UTF-8; percent-encode the bytes of UTF-8"));
      }
    }
    return new QueryString(values, faults);
  }

  /** Where each character stands for a byte, {@link URLDecoder} replaces nothing. */
  private static String decode(String text) throws CharacterCodingException {
    String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    byte[] decoded = URLDecoder.decode(bytes, ISO_8859_1).getBytes(ISO_8859_1);
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
  }
}
