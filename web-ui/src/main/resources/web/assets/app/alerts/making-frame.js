import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { Unreadable } from "../controls/unreadable.js";
import { html } from "../core/html.js";
import { useKept } from "../core/kept.js";
import { AlertsFrame } from "./frame.js";

/**
 * A page with things that people make in a form above their list.
 *
 * @param {{add: string, resource: import("../core/resource.js").Resource<any>,
 *     remove: (id: string, etag: string) => Promise<any>,
 *     form: (props: {done: () => void, cancel: () => void}) => any,
 *     list: (data: any, changed: () => void) => any}} props `add` is what the button says, `remove`
 *     deletes one that cannot be read
 */
export function MakingFrame({ add, resource, remove, form, list }) {
  const { data, problem, retry, loading } = resource;
  const [making, setMaking] = useKept("making", false);
  const cancel = () => setMaking(false);
  const done = () => {
    setMaking(false);
    retry();
  };
  const button = html`
    <button
      type="button"
      class="button primary"
      aria-expanded=${making}
      onClick=${() => setMaking(!making)}
    >
      <${Icon} name="plus" />${add}
    </button>
  `;
  return html`
    <${AlertsFrame} actions=${button}>
      ${making && html`<div class="form-panel">${form({ done, cancel })}</div>`}
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data && html`<${Unreadable} ...${data} remove=${remove} changed=${retry} />`}
      ${data ? list(data, retry) : !problem && html`<${Skeleton} class="tall" rows=${4} />`}
    <//>
  `;
}
