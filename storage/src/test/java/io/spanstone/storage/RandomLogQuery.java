package io.spanstone.storage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/** A query as its user writes it, and what it must find. */
record RandomLogQuery(String text, Predicate<SentLog> matches) {
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "fatal");

  /** Any query, with parentheses up to that depth. */
  static RandomLogQuery next(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return clause(random);
    }
    RandomLogQuery first = next(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> {
        String not = random.nextBoolean() ? "NOT " : "-";
        yield new RandomLogQuery(not + "(" + first.text + ")", first.matches.negate());
      }
      case 1 -> {
        RandomLogQuery second = next(random, depth - 1);
        yield new RandomLogQuery(
            "(" + first.text + " OR " + second.text + ")", first.matches.or(second.matches));
      }
      default -> {
        RandomLogQuery second = next(random, depth - 1);
        String and = random.nextBoolean() ? " AND " : "  ";
        yield new RandomLogQuery(
            "(" + first.text + and + second.text + ")", first.matches.and(second.matches));
      }
    };
  }

  private static RandomLogQuery clause(Random random) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> word(random);
      case 2 -> phrase(random);
      case 3 -> han(random);
      case 4, 5 -> severity(random);
      case 6 -> service(random);
      case 7 -> route(random);
      case 8 -> status(random);
      case 9 -> ids(random);
      case 10 -> logger(random);
      case 11 -> longValue(random);
      case 12 -> present(random);
      default -> everything(random);
    };
  }

  private static RandomLogQuery word(Random random) {
    String word = TestLogs.pick(random, TestLogs.WORDS);
    String name = random.nextInt(4) == 0 ? "body:" : "";
    if (random.nextInt(3) == 0) {
      String start = word.substring(0, 1 + random.nextInt(word.length()));
      return new RandomLogQuery(
          name + anyCase(random, start) + "*", log -> log.hasPhrase(start, true));
    }
    return new RandomLogQuery(name + anyCase(random, word), log -> log.hasPhrase(word, false));
  }

  private static RandomLogQuery phrase(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(TestLogs.pick(random, TestLogs.WORDS));
    }
    String phrase = String.join(" ", words);
    String written = String.join(random.nextBoolean() ? " " : ", ", words);
    return new RandomLogQuery("\"" + written + "!\"", log -> log.hasPhrase(phrase, false));
  }

  /** A piece of Han, alone or between words. */
  private static RandomLogQuery han(Random random) {
    int[] characters = TestLogs.pick(random, TestLogs.HAN).codePoints().toArray();
    int from = random.nextInt(characters.length);
    String piece = new String(characters, from, 1 + random.nextInt(characters.length - from));
    String word = TestLogs.pick(random, TestLogs.WORDS);
    String text =
        switch (random.nextInt(4)) {
          case 0 -> word + piece;
          case 1 -> piece + word;
          case 2 -> piece + TestLogs.pick(random, TestLogs.HAN);
          default -> piece;
        };
    return new RandomLogQuery(text, log -> log.hasPhrase(text, false));
  }

  private static RandomLogQuery severity(Random random) {
    int level = random.nextInt(6);
    String name = anyCase(random, LEVELS.get(level));
    int first = 4 * level + 1;
    int last = first + 3;
    return switch (random.nextInt(7)) {
      case 0 -> severity(">=" + name, first, 24);
      case 1 -> severity(">" + name, last + 1, 24);
      case 2 -> severity("<=" + name, 1, last);
      case 3 -> severity("<" + name, 1, first - 1);
      case 4 -> severity("[" + name + " TO error]", first, 20);
      case 5 -> severity(Integer.toString(first), first, first);
      default -> severity(name, first, last);
    };
  }

  private static RandomLogQuery severity(String value, int from, int to) {
    return new RandomLogQuery(
        "severity:" + value, log -> log.severity() >= from && log.severity() <= to);
  }

  private static RandomLogQuery service(Random random) {
    String service = TestLogs.pick(random, TestLogs.SERVICES);
    String name = service.isEmpty() ? "unknown_service" : service;
    if (random.nextInt(3) == 0) {
      name = TestLogs.pick(random, TestLogs.NAMESPACES) + "/" + name;
    }
    String filter = name;
    return new RandomLogQuery("service:" + anyCase(random, filter), log -> log.isOfService(filter));
  }

  private static RandomLogQuery route(Random random) {
    String route = TestLogs.pick(random, TestLogs.ROUTES).toLowerCase(Locale.ROOT);
    String start = route.substring(0, random.nextInt(route.length()));
    return switch (random.nextInt(5)) {
      case 0 ->
          attribute(
              "http.route:" + start.replace(" ", "\\ ") + "*",
              "http.route",
              v -> v.startsWith(start));
      case 1 -> attribute("http.route:*rders*", "http.route", v -> v.contains("rders"));
      case 2 -> attribute("http.route:/*i*s", "http.route", v -> v.matches("/.*i.*s"));
      case 3 ->
          attribute(
              "http.route:[\"" + route + "\" TO *}", "http.route", v -> v.compareTo(route) >= 0);
      default ->
          attribute("HTTP.Route:\"" + anyCase(random, route) + "\"", "http.route", route::equals);
    };
  }

  private static RandomLogQuery status(Random random) {
    String number = 200 + random.nextInt(5) + (random.nextBoolean() ? "" : ".5");
    BigDecimal bound = new BigDecimal(number);
    return switch (random.nextInt(4)) {
      case 0 -> status("http.status:>=" + number, v -> v.compareTo(bound) >= 0);
      case 1 -> status("http.status:<" + number, v -> v.compareTo(bound) < 0);
      case 2 ->
          status(
              "http.status:{201 TO " + number + "]",
              v -> v.compareTo(new BigDecimal(201)) > 0 && v.compareTo(bound) <= 0);
      default -> attribute("http.STATUS:" + number, "http.status", number::equals);
    };
  }

  private static RandomLogQuery status(String text, Predicate<BigDecimal> test) {
    return attribute(text, "http.status", value -> test.test(new BigDecimal(value)));
  }

  private static RandomLogQuery attribute(String text, String key, Predicate<String> test) {
    return new RandomLogQuery(text, log -> log.hasAttribute(key, test));
  }

  private static RandomLogQuery ids(Random random) {
    int number = random.nextInt(5);
    if (random.nextInt(3) == 0) {
      byte[] span = TestLogs.id(number, 8).toByteArray();
      return new RandomLogQuery(
          "spanId:" + HexFormat.of().formatHex(span),
          log -> log.log().getSpanId().equals(TestLogs.id(number, 8)));
    }
    byte[] trace = TestLogs.id(number, 16).toByteArray();
    return new RandomLogQuery(
        "traceid:" + HexFormat.of().withUpperCase().formatHex(trace),
        log -> log.log().getTraceId().equals(TestLogs.id(number, 16)));
  }

  private static RandomLogQuery logger(Random random) {
    String logger = TestLogs.pick(random, TestLogs.LOGGERS);
    return random.nextBoolean()
        ? new RandomLogQuery("logger:com.*.CART", log -> log.logger().equals("com.shop.Cart"))
        : new RandomLogQuery(
            "logger:\"" + anyCase(random, logger) + "\"", log -> log.logger().equals(logger));
  }

  private static RandomLogQuery longValue(Random random) {
    String value = "word ".repeat(50 + random.nextInt(5));
    return random.nextBoolean()
        ? attribute("long:\"" + value + "\"", "long", value::equals)
        : attribute("long:Word\\ *", "long", each -> each.startsWith("word "));
  }

  private static RandomLogQuery present(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new RandomLogQuery("traceId:*", log -> !log.log().getTraceId().isEmpty());
      case 1 -> new RandomLogQuery("body:*", log -> !log.body().isEmpty());
      case 2 -> new RandomLogQuery("severity:*", log -> log.severity() > 0 && log.severity() < 25);
      default -> attribute("Http.status:*", "http.status", value -> true);
    };
  }

  private static RandomLogQuery everything(Random random) {
    return random.nextBoolean()
        ? new RandomLogQuery("*", log -> true)
        : new RandomLogQuery("absent:x*", log -> false);
  }

  private static String anyCase(Random random, String text) {
    return switch (random.nextInt(3)) {
      case 0 -> text.replace("ß", "ẞ").toUpperCase(Locale.ROOT);
      case 1 -> text.toLowerCase(Locale.ROOT);
      default -> text;
    };
  }
}
