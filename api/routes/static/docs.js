// Starts Swagger UI, with changes of ours as plugins of it: https://swagger.io/docs/open-source-tools/swagger-ui/customization/
import { resolveParts } from "./contract.js";
import { fillInExamples, fillInNewKey, readExamples, showImportAsText } from "./examples.js";
import { foldParameters } from "./parameters.js";
import { keepHistory, openRecipe } from "./recipes.js";
import { searchOperations } from "./search.js";
import { SNIPPET_OPTIONS, snippets } from "./snippets.js";

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

/** Shows a response other than success in one line: its example is the same everywhere. */
const shortenProblems = ({ React: { createElement } }) => ({
  wrapComponents: {
    response: (Original) => ({ response, ...props }) => {
      const isSuccess = String(props.code).startsWith("2");
      return createElement(Original, { ...props, response: isSuccess ? response : response.delete("content").delete("headers") });
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

const dark = matchMedia("(prefers-color-scheme: dark)");
const followColorScheme = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followColorScheme);
followColorScheme();

const examples = readExamples();
const contract = await (await fetch("../openapi.json")).json();
showImportAsText(contract);
const ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  spec: contract,
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: keepKey.checked,
  defaultModelsExpandDepth: 0,
  ...SNIPPET_OPTIONS,
  plugins: [
    resolveParts,
    keepHistory,
    showPictures,
    shortenProblems,
    lockWhatNeedsAKey,
    fillInNewKey,
    foldParameters(contract),
    searchOperations(contract),
    snippets,
  ],
  onComplete: () => openRecipe(contract, ui, location),
});

addEventListener("popstate", () => openRecipe(contract, ui, location));
for (const link of document.querySelectorAll(".recipes a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault(); // The page would be loaded again, without the key.
    history.pushState(null, "", link.href);
    openRecipe(contract, ui, link);
  });
}

// The page is drawn before these answers. Without them, the examples of the contract stay.
examples.then(
  (found) => {
    fillInExamples(contract, found);
    ui.specActions.updateJsonSpec(contract);
  },
  () => {},
);
