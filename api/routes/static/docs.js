// Starts Swagger UI, with changes of ours as plugins of it: https://swagger.io/docs/open-source-tools/swagger-ui/customization/
import { fillInExamples, fillInNewKey } from "./examples.js";

/** Shows a picture that is answered as SVG above its source. */
const showPictures = ({ React: { createElement, Fragment } }) => ({
  wrapComponents: {
    responseBody: (Original) => (props) => {
      const isPicture = String(props.contentType).startsWith("image/svg");
      const src = isPicture && `data:image/svg+xml,${encodeURIComponent(props.content)}`;
      const picture = isPicture && createElement("img", { src, alt: "The picture that was answered", className: "answered-picture" });
      return createElement(Fragment, null, picture, createElement(Original, props));
    },
  },
});

/** Shows a lock only at operations that need a key: at others a key is optional. */
const lockWhatNeedsAKey = ({ React: { createElement } }) => ({
  wrapComponents: {
    OperationSummary: (Original) => (props) => {
      const { operationProps } = props;
      const isOpen = operationProps.get("security")?.some((requirement) => requirement.isEmpty());
      return createElement(Original, { ...props, operationProps: isOpen ? operationProps.delete("security") : operationProps });
    },
  },
});

// Swagger UI keeps the key in localStorage, under "authorized", only if the reader asks for it.
const keepKey = document.querySelector("#keep-key");
keepKey.checked = localStorage.getItem("keep-key") === "yes";
if (!keepKey.checked) localStorage.removeItem("authorized");
keepKey.addEventListener("change", () => {
  localStorage.setItem("keep-key", keepKey.checked ? "yes" : "no");
  location.reload();
});

const contract = await (await fetch("../openapi.json")).json();
await fillInExamples(contract);
SwaggerUIBundle({
  dom_id: "#swagger-ui",
  spec: contract,
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: keepKey.checked,
  defaultModelsExpandDepth: 0,
  plugins: [showPictures, lockWhatNeedsAKey, fillInNewKey],
});
