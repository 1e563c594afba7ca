package io.spanstone.pattern;

import io.spanstone.pattern.ExceptionGroupTest.Sample;
import java.util.List;

/** Stack traces as languages write them. */
final class StackTraceSamples {
  private static final String SPRING =
      """
      jakarta.servlet.ServletException: Request processing failed: order %1$d
      with a second line
      \tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:%2$d)
      \tat java.base/java.lang.Thread.run(Thread.java:840)
      Caused by: java.lang.IllegalStateException: order %1$d is late
      \tat com.example.Cart.%3$s(Cart.java:%2$d) ~[classes!/:1.%1$d]
      \tat com.example.Cart.lambda$%3$s$%1$d(Cart.java:%2$d)
      \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
      \tat com.example.CartController$$SpringCGLIB$$%1$d.add(<generated>)
      \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
      \tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)
      \tSuppressed: java.io.IOException: close %1$d
      \t\tat com.example.Connection%1$d.close(Connection.java:3)
      \tCaused by: java.lang.Error
      \t\tat com.example.Other.close(Other.java:3)
      \t... %1$d more
      """;

  private static final String PYTHON =
      """
      Traceback (most recent call last):
        File "/app/disk.py", line %2$d, in write
          raise OSError("disk %1$d")
      OSError: disk %1$d

      The above exception was the direct cause of the following exception:

      Traceback (most recent call last):
        File "/usr/lib/python3.11/site-packages/flask/app.py", line %2$d, in dispatch_request
          return self.view()
                 ^^^^^^^^^^^
        File "/app/main.py", line %2$d, in %3$s
          add(%1$d)
        File "/app/cart.py", line %2$d, in add
          write()
      shop.errors.CartError: order %1$d
      is late
      """;

  private static final String NODE =
      """
      TypeError: Cannot read properties of undefined (reading '%1$d')
          at Cart.%3$s (/app/src/cart.js:%2$d:12)
          at async handler (file:///app/src/main.mjs:%2$d:5)
          at /app/src/index.js:%2$d:1
          at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)
          at process.processTicksAndRejections (node:internal/process/task_queues:%2$d:5) {
        [cause]: Error: connect ECONNREFUSED 127.0.0.1:%2$d
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:%2$d:16)
            at Socket.open (/app/src/socket.js:%2$d:12) {
          code: 'ECONNREFUSED'
      """;

  private static final String BROWSER =
      """
      TypeError: order %1$d
      %3$s@https://shop.example/assets/index-B%1$dxk3f9aQ.js?v=%1$d:%2$d:12
      @https://shop.example/assets/cart.js:%2$d:3
      """
          .replace("B%1$dxk3f9aQ", "main");

  private static final String GO =
      """
      panic: order %1$d is late

      goroutine %1$d [running]:
      panic({0x4b0e60?, 0xc000014%1$d})
      \t/usr/local/go/src/runtime/panic.go:884 +0x213
      main.(*Cart).%3$s(0xc00001c0a8, {0x49d3f1, 0x%1$d})
      \t/app/cart.go:%2$d +0x%1$d
      main.main.func%1$d.2()
      \t/app/main.go:%2$d +0x1d
      created by net/http.(*Server).Serve in goroutine %1$d
      \t/usr/local/go/src/net/http/server.go:%2$d +0x5eb
      """;

  private static final String DOTNET =
      """
      System.InvalidOperationException: order %1$d is late
       ---> System.IO.IOException: disk %1$d
         at Shop.Disk.Write(String path) in C:\\src\\Disk.cs:line %2$d
         --- End of inner exception stack trace ---
         at Shop.Cart.<%3$s>d__%1$d.MoveNext() in C:\\src\\Cart.cs:line %2$d
      --- End of stack trace from previous location ---
         at System.Runtime.CompilerServices.TaskAwaiter.ThrowForNonSuccess(Task task)
         at Shop.Cart.<>c__DisplayClass%1$d_0.<All>b__%1$d(Item item) in C:\\src\\Cart.cs:line %2$d
         at lambda_method%1$d(Closure , Object )
      """;

  private static final String PHP =
      """
      RuntimeException: order %1$d is late in /app/src/Cart.php:%2$d
      Stack trace:
      #0 /app/src/Main.php(%2$d): Shop\\Cart->%3$s('%1$d')
      #1 [internal function]: array_map(Object(Closure), Array)
      #2 /app/vendor/slim/slim/App.php(%2$d): Slim\\App->run()
      #3 {main}
      """;

  private static final String RUBY =
      """
      /app/cart.rb:%2$d:in `%3$s': order %1$d is late (RuntimeError)
      \tfrom /app/main.rb:%2$d:in `block in <main>'
      \tfrom /usr/lib/ruby/3.2.0/net/http.rb:%2$d:in `start'
      """;

  static final List<Sample> ALL =
      List.of(
          sample(
              "Java",
              SPRING,
              "jakarta.servlet.ServletException | java.lang.IllegalStateException |"
                  + " com.example.Cart.add"),
          sample("Python", PYTHON, "shop.errors.CartError | OSError | /app/disk.py write"),
          sample("Node", NODE, "TypeError | Error | /app/src/socket.js Socket.open"),
          sample("Firefox", BROWSER, "TypeError | TypeError | assets/index-main.js add"),
          sample("Go", GO, "panic | panic | main.(*Cart).add"),
          sample(
              ".NET",
              DOTNET,
              "System.InvalidOperationException | System.IO.IOException | Shop.Disk.Write"),
          sample(
              "PHP",
              PHP,
              "RuntimeException | RuntimeException | /app/src/Main.php Shop\\Cart->add"),
          sample("Ruby", RUBY, " |  | /app/cart.rb add"));

  private StackTraceSamples() {}

  private static Sample sample(String name, String trace, String shown) {
    return new Sample(
        name,
        trace.formatted(11, 42, "add"),
        trace.formatted(7, 4711, "add"),
        trace.formatted(11, 42, "remove"),
        shown);
  }
}
