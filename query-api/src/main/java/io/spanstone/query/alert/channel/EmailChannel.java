package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.MustacheException;
import io.spanstone.query.alert.notice.Escaping;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.Settings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.UnknownHostException;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** E-mail over SMTP, as plain text. Notices of one group make one conversation. */
final class EmailChannel implements Channel {
  private static final int SUBJECT_BYTES = 300;
  private static final int TEXT_BYTES = 200_000;
  private static final String CONNECT_TIMEOUT_MILLIS = "5000";

  private final Notifier notifier;
  private final Texts texts;

  EmailChannel(Notifier notifier) {
    this.notifier = notifier;
    this.texts = new Texts(notifier);
  }

  @Override
  public Outcome send(Notice notice) {
    Settings settings = notifier.settings();
    Session session = Session.getInstance(properties());
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      MimeMessage message = message(session, notice);
      transport.connect(
          settings.require("host"),
          Integer.parseInt(settings.require("port")),
          settings.get("username"),
          settings.get("password"));
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome(
          Outcome.Kind.DELIVERED,
          transport.getLastReturnCode(),
          String.valueOf(transport.getLastServerResponse()).trim(),
          null);
    } catch (MustacheException e) {
      return Outcome.refused(null, "the template makes no message of it: " + e.getMessage());
    } catch (AuthenticationFailedException e) {
      return Outcome.refused(535, "it does not take this user and password: " + e.getMessage());
    } catch (SendFailedException e) {
      return failedFor(e);
    } catch (MessagingException e) {
      return Outcome.unavailable(reason(e));
    }
  }

  private Properties properties() {
    Settings settings = notifier.settings();
    String tls = settings.require("tls");
    String timeout = Long.toString(notifier.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", CONNECT_TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.sendpartial", "true");
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls.equals("tls")));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls.equals("starttls")));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls.equals("starttls")));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.get("username") != null));
    return properties;
  }

  private MimeMessage message(Session session, Notice notice) throws MessagingException {
    MimeMessage message = new Mail(session, notice.id());
    message.setFrom(new InternetAddress(notifier.settings().require("from"), true));
    for (String address : notifier.settings().addresses()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
    }
    message.setSubject(texts.title(notice, Escaping.NONE, SUBJECT_BYTES), UTF_8.name());
    message.setText(texts.plain(notice, TEXT_BYTES), UTF_8.name());
    message.setSentDate(Date.from(notice.at()));
    message.setHeader("References", conversation(notice));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Spanstone-Status", notice.status());
    return message;
  }

  private static String conversation(Notice notice) {
    byte[] key = Hmac.sha256("conversation", notice.groupKey().getBytes(UTF_8));
    return "<" + HexFormat.of().formatHex(key, 0, 12) + "@spanstone>";
  }

  /** Some addresses may have got it all the same. */
  private static Outcome failedFor(SendFailedException failure) {
    if (failure.getValidSentAddresses() != null && failure.getValidSentAddresses().length > 0) {
      String others =
          Stream.of(failure.getInvalidAddresses())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      return new Outcome(Outcome.Kind.DELIVERED, 250, "it was taken, but not for " + others, null);
    }
    Integer status = status(failure);
    boolean later = status == null || status < 500;
    return new Outcome(
        later ? Outcome.Kind.UNAVAILABLE : Outcome.Kind.REFUSED, status, reason(failure), null);
  }

  private static @Nullable Integer status(SendFailedException failure) {
    Exception next = failure;
    while (next instanceof MessagingException each) {
      if (each instanceof SMTPSendFailedException answered) {
        return answered.getReturnCode();
      }
      if (each instanceof org.eclipse.angus.mail.smtp.SMTPAddressFailedException answered) {
        return answered.getReturnCode();
      }
      next = each.getNextException();
    }
    return null;
  }

  private static String reason(MessagingException failure) {
    if (failure instanceof MailConnectException away) {
      return away.getNextException() instanceof UnknownHostException
          ? "there is no host " + away.getHost()
          : "%s:%d takes no connection".formatted(away.getHost(), away.getPort());
    }
    Exception next = failure.getNextException();
    String message = String.valueOf(failure.getMessage()).trim();
    return next == null ? message : message + ": " + String.valueOf(next.getMessage()).trim();
  }

  /** A mail whose id is the notice's, so that a second one of the same is told to be the same. */
  private static final class Mail extends MimeMessage {
    private final String noticeId;

    Mail(Session session, String noticeId) {
      super(session);
      this.noticeId = noticeId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + noticeId + "@spanstone>");
    }
  }
}
