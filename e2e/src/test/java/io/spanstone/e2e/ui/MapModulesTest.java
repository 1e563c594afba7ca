package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the map places its nodes, and how large it writes their names, in the browser. */
@ExtendWith({RunningProduct.class, Chromium.class})
class MapModulesTest {
  @Test
  void namesAreLargeEnoughHoweverSmallTheMap(Product product, Tab tab) {
    Object result =
        tab.call(
            product,
            "map/lettering.js",
            """
            (m) => [0.35, 0.5, 0.75, 1, 1.25].map((zoom) => {
              const { font } = m.nodeLettering(m.labelScale(zoom), { layer: 230, place: 104 });
              return font * zoom >= 10;
            })
            """,
            null);

    assertThat(result).isEqualTo(List.of(true, true, true, true, true));
  }

  @Test
  void placesStayWhereTheyAre(Product product, Tab tab) {
    Object result =
        tab.call(
            product,
            "map/layout.js",
            """
            (m) => {
              const edges = (pairs) => pairs.map((p) => ({ source: p[0], target: p[1] }));
              const ids = [..."abcdefgh"];
              const calls = edges(["ab", "bc", "bd", "ce", "de", "eb", "af", "fg", "gh"]);
              const first = m.layOut(ids, calls);
              const again = m.layOut([...ids].reverse(), [...calls].reverse());
              const more = m.layOut([...ids, "x"], [...calls, ...edges(["ax"])], first);
              const same = (a, b) => ids.every((id) =>
                a.get(id).x === b.get(id).x && a.get(id).y === b.get(id).y);
              const spots = new Set([...more.values()].map(({ x, y }) => `${x} ${y}`));
              const forwards = calls.filter(({ source, target }) =>
                first.get(source).x < first.get(target).x).length;
              return [same(first, again), same(first, more), spots.size, forwards];
            }
            """,
            null);

    assertThat(result).isEqualTo(List.of(true, true, 9, 8));
  }

  @Test
  void threeHundredNodesAreLaidOutAtOnce(Product product, Tab tab) {
    Object result =
        tab.call(
            product,
            "map/layout.js",
            """
            (m) => {
              const ids = Array.from({ length: 300 }, (_, i) => `n${i}`);
              const edges = ids.flatMap((id, i) => i === 0 ? [] : [
                { source: `n${(i * 7919) % i}`, target: id },
                { source: id, target: `n${(i * 31) % 300}` }]);
              let millis = Infinity;
              let places;
              for (let i = 0; i < 3; i++) { // others use the machine, too
                const from = performance.now();
                places = m.layOut(ids, edges);
                millis = Math.min(millis, performance.now() - from);
              }
              const spots = new Set([...places.values()].map(({ x, y }) => `${x} ${y}`));
              return [spots.size, millis < 1000];
            }
            """,
            null);

    assertThat(result).isEqualTo(List.of(300, true));
  }
}
