package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalleeTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-00000000000000bb-01";

  @BeforeEach
  void nameTheService() {
    ServiceIdentity.set(
        Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "stock")));
  }

  @AfterEach
  void forget() {
    ServiceIdentity.set(Resource.empty());
  }

  @Test
  void answersThoseWhoToldWhoTheyAre() {
    assertThat(Callee.answerTo(PARENT, "spanstone=00000000000000bb;front")).isEqualTo("stock");
    assertThat(Callee.answerTo(PARENT, "other=x,spanstone=00000000000000bb;front"))
        .isEqualTo("stock");
  }

  @Test
  void answersNobodyElse() {
    assertThat(Callee.answerTo(PARENT, "spanstone=00000000000000aa;front")).isEmpty();
    assertThat(Callee.answerTo(PARENT, "other=x")).isEmpty();
    assertThat(Callee.answerTo(PARENT, null)).isEmpty();
    assertThat(Callee.answerTo("00-short", "spanstone=00000000000000bb;front")).isEmpty();
    assertThat(Callee.answerTo(null, null)).isEmpty();
  }
}
