// Swagger UI shows the source of a picture that is answered as SVG; this shows the picture above it.
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
// Swagger UI keeps the key in localStorage, under "authorized", only if the reader asks for it.
const keepKey = document.querySelector("#keep-key");
keepKey.checked = localStorage.getItem("keep-key") === "yes";
if (!keepKey.checked) localStorage.removeItem("authorized");
keepKey.addEventListener("change", () => {
  localStorage.setItem("keep-key", keepKey.checked ? "yes" : "no");
  location.reload();
});
SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: "../openapi.json",
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: keepKey.checked,
  defaultModelsExpandDepth: 0,
  plugins: [showPictures],
});
