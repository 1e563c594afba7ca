import { CopyButton } from "../controls/copy-button.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

const JAR = "spanstone-javaagent.jar";

/** The two lines that make a Java service report here. */
export function AttachAgent() {
  const lines = [
    { text: t("attach.download"), line: `curl -O ${location.origin}/agent/${JAR}` },
    {
      text: t("attach.start"),
      line: `java -javaagent:${JAR} -Dotel.service.name=my-service -jar my-service.jar`,
    },
  ];
  return html`
    <ol class="attach">
      ${lines.map(
        ({ text, line }) => html`
          <li>
            <span>${text}</span>
            <div class="command">
              <code>${line}</code>
              <${CopyButton} text=${line} label=${t("copy.command")} />
            </div>
          </li>
        `,
      )}
    </ol>
  `;
}
