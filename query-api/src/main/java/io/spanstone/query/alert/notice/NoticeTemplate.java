package io.spanstone.query.alert.notice;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.spanstone.query.request.InvalidValueException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Mustache template over a notice. Immutable. Only the values of the notice can be named,
 * sections may be opened 20,000 times, and a text has 256 Ki characters at most: so no template can
 * take a process down.
 */
public final class NoticeTemplate {
  private static final int LONGEST_TEMPLATE = 20_000;
  private static final int LONGEST_TEXT = 256 * 1024;
  private static final int MOST_SECTIONS = 20_000;

  private final String text;

  private NoticeTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @throws InvalidValueException if it cannot be read, or names what a notice does not have
   */
  public static NoticeTemplate parse(String text) throws InvalidValueException {
    if (text.length() > LONGEST_TEMPLATE) {
      throw new InvalidValueException(
          "must have %d characters at most, not %d".formatted(LONGEST_TEMPLATE, text.length()));
    }
    NoticeTemplate template = new NoticeTemplate(text);
    try {
      template.render(SampleNotices.firingAndResolved(), 10, Escaping.NONE);
      template.render(SampleNotices.resolved(), 10, Escaping.NONE);
    } catch (MustacheException.Context e) {
      throw new InvalidValueException(
          "names '%s' on line %d, which notices do not have".formatted(e.key, e.lineNo));
    } catch (MustacheException e) {
      throw new InvalidValueException("is no Mustache template: " + e.getMessage());
    }
    return template;
  }

  /** A template of ours. */
  public static NoticeTemplate known(String text) {
    return new NoticeTemplate(text);
  }

  /**
   * The text for this notice.
   *
   * @param maxAlerts no more of its alerts can be named; {@code leftOut} says how many were left
   *     out
   * @throws MustacheException if the template asks for too much
   */
  public String render(Notice notice, int maxAlerts, Escaping escaping) {
    StringBuilder out = new StringBuilder();
    Mustache.compiler()
        .withCollector(new OnlyTheModel())
        .withEscaper(escaping::escape)
        .emptyStringIsFalse(true)
        .zeroIsFalse(true)
        .compile(text)
        .execute(NoticeModel.of(notice, maxAlerts), new BoundedText(out));
    return out.toString();
  }

  /**
   * The text with as many alerts as {@code maxBytes} allow in UTF-8. If even one is too much, it is
   * cut.
   */
  public String fit(Notice notice, int maxAlerts, Escaping escaping, int maxBytes) {
    int alerts = Math.min(maxAlerts, notice.alerts().size());
    String rendered = render(notice, alerts, escaping);
    while (alerts > 1 && Utf8Text.length(rendered) > maxBytes) {
      alerts /= 2;
      rendered = render(notice, alerts, escaping);
    }
    return Utf8Text.cut(rendered, maxBytes);
  }

  /** Looks values up in maps, never in objects by reflection, and counts sections. */
  private static final class OnlyTheModel extends BasicCollector {
    private int sections;

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      sections++;
      if (sections > MOST_SECTIONS) {
        throw new MustacheException("it opens more than %d sections".formatted(MOST_SECTIONS));
      }
      return super.toIterator(value);
    }

    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String name) {
      return OnlyTheModel::find;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new HashMap<>();
    }

    private static Object find(Object context, String name) {
      if (context instanceof NoticeModel.Names names) {
        return names.get(name);
      }
      if (context instanceof Map<?, ?> map) {
        Object value = map.get(name);
        return value == null ? Template.NO_FETCHER_FOUND : value;
      }
      return Template.NO_FETCHER_FOUND;
    }
  }

  private static final class BoundedText extends Writer {
    private final StringBuilder out;

    BoundedText(StringBuilder out) {
      this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      if (out.length() + length > LONGEST_TEXT) {
        throw new MustacheException("its text has more than %d characters".formatted(LONGEST_TEXT));
      }
      out.append(chars, offset, length);
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
