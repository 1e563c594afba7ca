/** Where on the map one looks. */
const PADDING = 40;
const NARROW_PADDING = 16;
const LARGEST_FITTED_ZOOM = 1.25;
/** With less, names are not told apart on a narrow screen: rather a part than all of it. */
const LEAST_NARROW_ZOOM = 0.5;

/** All of it. */
export function fit(cy, narrow = false) {
  cy.resize();
  cy.fit(undefined, narrow ? NARROW_PADDING : PADDING);
  if (cy.zoom() > LARGEST_FITTED_ZOOM) {
    cy.zoom(LARGEST_FITTED_ZOOM);
    cy.center();
  }
}

/** All of it if it can be read then, else its beginning. */
export function frameFirst(cy, narrow) {
  fit(cy, narrow);
  if (!narrow || cy.zoom() >= LEAST_NARROW_ZOOM) return;
  cy.zoom(LEAST_NARROW_ZOOM);
  cy.center();
  const { y1 } = cy.elements().renderedBoundingBox();
  cy.panBy({ x: 0, y: NARROW_PADDING - y1 });
}

/** Moves the map if what is chosen is out of sight. */
export function reveal(cy, id) {
  const element = cy.getElementById(id);
  if (element.empty()) return;
  cy.resize();
  const { x1, y1, x2, y2 } = element.renderedBoundingBox();
  if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(element);
}

/** Nearer or farther around the middle. */
export function zoom(cy, factor) {
  const renderedPosition = { x: cy.width() / 2, y: cy.height() / 2 };
  cy.zoom({ level: cy.zoom() * factor, renderedPosition });
}
