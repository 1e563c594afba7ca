package io.spanstone.query.request;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses among the media types that a route can answer with. Source: RFC 9110, section 12.5.1. */
public final class Accept {
  private static final double NOT_MENTIONED = -1;

  private Accept() {}

  /**
   * The offer that the client likes best; of equals the first. Without an {@code Accept} header
   * that is the first offer.
   *
   * @throws ProblemException with 406 if the client takes none of them
   */
  public static String choose(Context request, List<String> offers) {
    String header = request.header(Header.ACCEPT);
    String chosen = best(header, offers);
    if (chosen == null) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.NOT_ACCEPTABLE,
              "Accept: %s leaves nothing to answer with; this route offers %s"
                  .formatted(header, String.join(", ", offers))));
    }
    return chosen;
  }

  /** The offer that an {@code Accept} header likes best; null if it takes none of them. */
  public static @Nullable String best(@Nullable String header, List<String> offers) {
    if (header == null || header.isBlank()) {
      return offers.get(0);
    }
    String chosen = null;
    double best = 0;
    for (String offer : offers) {
      double quality = quality(header, offer);
      if (quality > best) {
        chosen = offer;
        best = quality;
      }
    }
    return chosen;
  }

  /** The quality that the most specific matching range gives to the offer; 0 if none matches. */
  private static double quality(String header, String offer) {
    String anySubtype = offer.substring(0, offer.indexOf('/')) + "/*";
    for (String wanted : List.of(offer, anySubtype, "*/*")) {
      double quality = qualityOfRange(header, wanted);
      if (quality != NOT_MENTIONED) {
        return quality;
      }
    }
    return 0;
  }

  private static double qualityOfRange(String header, String wanted) {
    double best = NOT_MENTIONED;
    for (String element : header.split(",", -1)) {
      String[] parts = element.split(";", -1);
      if (parts[0].strip().toLowerCase(Locale.ROOT).equals(wanted)) {
        best = Math.max(best, weight(parts));
      }
    }
    return best;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
