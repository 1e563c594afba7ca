package io.spanstone.pattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random exceptions of Java, and the many ways in which the same one is written. */
final class StackTraces {
  private static final String[] TYPES = {
    "java.lang.IllegalStateException", "java.io.IOException", "com.example.CartException", "Boom"
  };
  private static final String[] OWN = {
    "com.example.Cart.add", "com.example.Cart.lambda$add$#", "com.example.Disk.write",
    "com.example.Disk$#.run", "shop.Main.main", "com.example.Cart.<init>"
  };
  private static final String[] LIBRARY = {
    "java.util.ArrayList.forEach", "org.springframework.web.servlet.DispatcherServlet.doService",
    "io.netty.channel.Channel.read", "java.lang.Thread.run"
  };
  private static final String[] GLUE = {
    "com.example.Cart$$Lambda$#/0x00007f1c080#.run(Unknown Source)",
    "com.example.Cart$$Lambda/0x00007f1c080#.run(Unknown Source)",
    "jdk.proxy#/jdk.proxy#.$Proxy#.add(Unknown Source)",
    "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Accessor.java:#)",
    "com.example.Cart$$FastClassBySpringCGLIB$$#.invoke(<generated>)",
    "jdk.internal.reflect.GeneratedMethodAccessor#.invoke(Unknown Source)"
  };

  private StackTraces() {}

  /** An exception of a chain: its type and its frames. */
  record Link(String type, List<String> frames) {}

  /** A chain of causes. */
  record Thrown(List<Link> links) {
    String type() {
      return links.get(0).type();
    }

    /** What must tell it from others, by brute force. */
    List<Object> kind() {
      boolean own = links.stream().flatMap(link -> link.frames().stream()).anyMatch(f -> isOwn(f));
      List<Object> kind = new ArrayList<>();
      for (Link link : links) {
        Set<String> frames = new LinkedHashSet<>();
        link.frames().stream().filter(f -> !own || isOwn(f)).forEach(frames::add);
        kind.add(link.type());
        kind.add(List.copyOf(frames));
      }
      return kind;
    }
  }

  static Thrown random(long seed) {
    Random random = new Random(seed);
    List<Link> links = new ArrayList<>();
    int depth = 1 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      links.add(new Link(TYPES[random.nextInt(TYPES.length)], frames(random)));
    }
    return new Thrown(links);
  }

  /** Another one, in one type or one frame; perhaps it comes to the same. */
  static Thrown changed(Thrown thrown, long seed) {
    Random random = new Random(seed);
    List<Link> links = new ArrayList<>(thrown.links());
    int at = random.nextInt(links.size());
    Link link = links.get(at);
    List<String> frames = new ArrayList<>(link.frames());
    String type = link.type();
    switch (random.nextInt(4)) {
      case 0 -> type = TYPES[random.nextInt(TYPES.length)];
      case 1 -> frames.set(random.nextInt(frames.size()), frame(random));
      case 2 -> frames.remove(random.nextInt(frames.size()));
      default -> frames.add(random.nextInt(frames.size() + 1), frame(random));
    }
    if (frames.isEmpty()) {
      frames.add("com.example.Another.one");
    }
    links.set(at, new Link(type, frames));
    return new Thrown(links);
  }

  /** Writes it as a run of the program would. */
  static String write(Thrown thrown, long run) {
    Random random = new Random(run);
    StringBuilder text = new StringBuilder();
    for (Link link : thrown.links()) {
      text.append(text.isEmpty() ? "" : "Caused by: ").append(link.type());
      text.append(random.nextBoolean() ? "" : ": order " + random.nextInt() + " is\nlate\n")
          .append('\n');
      for (String frame : link.frames()) {
        for (int again = random.nextInt(8) == 0 ? 50 : 1; again > 0; again--) {
          frame(frame, random, text);
        }
      }
      if (random.nextInt(4) == 0) {
        text.append("\tSuppressed: java.io.IOException: ").append(random.nextInt()).append('\n');
        text.append("\t\tat com.example.Closed.close(Closed.java:3)\n");
      }
      text.append(random.nextBoolean() ? "\t... " + random.nextInt(90) + " more\n" : "");
    }
    return text.toString();
  }

  private static void frame(String frame, Random random, StringBuilder text) {
    if (random.nextInt(5) == 0) {
      String glue = GLUE[random.nextInt(GLUE.length)];
      text.append("\tat ").append(numbered(glue, random)).append('\n');
    }
    String name = numbered(frame, random);
    int dot = name.lastIndexOf('.');
    if (random.nextInt(6) == 0 && isOwn(frame) && !frame.contains("$")) {
      String proxy = random.nextBoolean() ? "$$SpringCGLIB$$#" : "$$EnhancerBySpringCGLIB$$4f2a#";
      name = name.substring(0, dot) + numbered(proxy, random) + name.substring(dot);
    }
    String module = new String[] {"", "", "app//", "java.base/", "shop@1.2/"}[random.nextInt(5)];
    String jar = random.nextInt(4) == 0 ? " ~[cart-1." + random.nextInt(9) + ".jar!/:1]" : "";
    text.append("\tat ").append(module).append(name);
    text.append("(File.java:")
        .append(1 + random.nextInt(2000))
        .append(')')
        .append(jar)
        .append('\n');
  }

  private static List<String> frames(Random random) {
    List<String> frames = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      frames.add(frame(random));
    }
    return frames;
  }

  private static String frame(Random random) {
    return random.nextInt(3) == 0
        ? LIBRARY[random.nextInt(LIBRARY.length)]
        : OWN[random.nextInt(OWN.length)];
  }

  private static boolean isOwn(String frame) {
    return List.of(OWN).contains(frame) || frame.equals("com.example.Another.one");
  }

  private static String numbered(String name, Random random) {
    return name.replace("#", Integer.toString(random.nextInt(10_000)));
  }
}
