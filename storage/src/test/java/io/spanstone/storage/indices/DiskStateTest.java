package io.spanstone.storage.indices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiskStateTest {
  @Test
  void pressureIsToldBeforeItActs() {
    assertThat(DiskState.pressure(2_001, 1_000)).isEqualTo(DiskState.Pressure.NONE);
    assertThat(DiskState.pressure(1_999, 1_000)).isEqualTo(DiskState.Pressure.SOON);
    assertThat(DiskState.pressure(999, 1_000)).isEqualTo(DiskState.Pressure.DROPPING);
    assertThat(DiskState.pressure(1, 0)).isEqualTo(DiskState.Pressure.NONE);
  }
}
