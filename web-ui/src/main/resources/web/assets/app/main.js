import { h, render } from "preact";

render(h("h1", null, "Spanstone"), document.getElementById("app"));
