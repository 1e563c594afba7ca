package io.spanstone.pattern;

import io.spanstone.pattern.StackFrame.Language;
import java.util.List;

/** Frames of the JVM's languages and of .NET. */
final class JavaFrames {
  /** What stands in the names of methods and classes that only pass a call on. */
  private static final List<String> GLUE =
      List.of(
          "$$Lambda",
          "$$FastClass",
          ".CGLIB$",
          "GeneratedMethodAccessor",
          "GeneratedConstructorAccessor",
          "java.lang.reflect.",
          "jdk.internal.reflect.",
          "sun.reflect.",
          "java.lang.invoke.",
          "lambda_method",
          "System.Runtime.ExceptionServices.",
          "System.Runtime.CompilerServices.TaskAwaiter",
          "System.Runtime.CompilerServices.ConfiguredTaskAwaitable");

  /** What the JDK calls proxies, with a number behind it. */
  private static final String PROXY = "$Proxy";

  /** Where the name of a class ends that a library generates at run time. */
  private static final List<String> GENERATED =
      List.of(
          "$$",
          "$HibernateProxy$",
          "$ByteBuddy$",
          "$MockitoMock$",
          "_$$_",
          "_ClientProxy",
          "_Subclass");

  private JavaFrames() {}

  /**
   * @param place what comes after {@code at}
   * @param open where its first parenthesis is
   */
  static StackFrame read(String place, int open) {
    String name = place.substring(0, open);
    if (isGlue(name)) {
      return StackFrame.glue(Language.JVM_OR_DOTNET);
    }
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return StackFrame.of(Language.JVM_OR_DOTNET, numberless(name), true);
    }
    boolean constructor = name.charAt(dot - 1) == '.'; // of .NET: a.b.C..ctor
    int classEnd = constructor ? dot - 1 : dot;
    String type = className(name.substring(0, classEnd));
    String method = numberless(untyped(name.substring(dot + 1)));
    return StackFrame.of(
        Language.JVM_OR_DOTNET, type + "." + method, !Libraries.isJvmOrDotnet(type));
  }

  private static boolean isGlue(String name) {
    int proxy = name.indexOf(PROXY) + PROXY.length();
    if (proxy >= PROXY.length() && proxy < name.length() && isDigit(name.charAt(proxy))) {
      return true;
    }
    for (String mark : GLUE) {
      if (name.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** The name of a class without loader, module, and what is generated. */
  static String className(String name) {
    String type = name;
    int hidden = type.indexOf("/0x");
    if (hidden > 0) {
      type = type.substring(0, hidden);
    }
    type = type.substring(type.lastIndexOf('/') + 1);
    for (String mark : GENERATED) {
      int at = type.indexOf(mark);
      if (at > 0) {
        type = type.substring(0, at);
      }
    }
    return numberless(type);
  }

  /** Without the arguments of generic methods in .NET. */
  private static String untyped(String method) {
    int bracket = method.indexOf('[');
    return bracket > 0 ? method.substring(0, bracket) : method;
  }

  /**
   * Without the numbers that compilers give: all behind a {@code $} or {@code _closure}, and, in
   * names that C# makes of {@code <…>}, all of them.
   */
  private static String numberless(String name) {
    boolean sharp = name.indexOf('<') >= 0 && !name.equals("<init>") && !name.equals("<clinit>");
    if (!sharp && name.indexOf('$') < 0 && !name.contains("_closure")) {
      return name;
    }
    StringBuilder without = new StringBuilder(name.length());
    boolean dropping = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      dropping = isDigit(c) && (dropping || sharp || endsWithMark(without));
      if (!dropping) {
        without.append(c);
      }
    }
    return without.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean endsWithMark(StringBuilder name) {
    int length = name.length();
    return length > 0
        && (name.charAt(length - 1) == '$'
            || (length >= 8 && name.substring(length - 8).equals("_closure")));
  }
}
