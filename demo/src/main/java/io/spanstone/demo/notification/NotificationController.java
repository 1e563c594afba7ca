package io.spanstone.demo.notification;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {

  private final NotificationTable notifications;

  NotificationController(NotificationTable notifications) {
    this.notifications = notifications;
  }

  @GetMapping("/notifications")
  List<Notification> notificationsOf(@RequestParam String customer) {
    return notifications.latestOf(customer);
  }
}
