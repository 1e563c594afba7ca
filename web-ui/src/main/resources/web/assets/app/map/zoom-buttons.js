import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

const STEP = 1.4;

export function ZoomButtons({ zoom, fit }) {
  const button = (icon, text, act) => html`
    <button type="button" class="icon-button" title=${text} aria-label=${text} onClick=${act}>
      <${Icon} name=${icon} />
    </button>
  `;
  return html`
    <div class="map-zoom">
      ${button("plus", t("map.zoomIn"), () => zoom(STEP))}
      ${button("minus", t("map.zoomOut"), () => zoom(1 / STEP))}
      ${button("fit", t("map.fit"), fit)}
    </div>
  `;
}
