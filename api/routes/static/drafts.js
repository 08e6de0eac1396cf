// The page on which a person checks a draft: reads a text, corrects or drops facts, and saves the record.
import { Facts } from "./draft_facts.js";
import { showText } from "./draft_text.js";

const root = new URL("..", import.meta.url);
const reading = document.querySelector("#read");
const factsForm = document.querySelector("#facts");
const status = document.querySelector("#status");

let facts;
let saved;
let hasCorrections = false;
/** A save that is sent again, because its answer was lost, makes no second record. */
let idempotencyKey;

const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((number) => number.toString(16)).join("-");

const NO_ANSWER = { title: "The service does not answer", detail: "Nothing is lost: try again." };

/** Sends JSON with the key of the form. Returns the answer and its ETag; of a refusal, its problem (RFC 9457). */
const send = async (method, path, body, headers = {}) => {
  const Authorization = `Bearer ${reading.elements.key.value}`;
  const request = { method, headers: { "Content-Type": "application/json", Authorization, ...headers }, body: JSON.stringify(body) };
  const response = await fetch(new URL(path, root), request).catch(() => undefined);
  if (!response) return { ok: false, body: NO_ANSWER };
  return { ok: response.ok, body: await response.json(), etag: response.headers.get("ETag") };
};

/** Does what a form asks for, while its buttons cannot be pressed again. */
const submit = async (form, error, action) => {
  const buttons = [...form.querySelectorAll(":scope > .actions button, .save button")];
  buttons.forEach((button) => (button.disabled = true));
  error.hidden = true;
  await action().finally(() => buttons.forEach((button) => (button.disabled = false)));
};

const showError = (place, words) => {
  place.textContent = words;
  place.hidden = false;
};

/** A problem in words, without the marks of code. */
const problemText = ({ title, detail, errors = [] }) =>
  (errors.length ? errors.map((each) => each.detail).join("\n") : `${title}. ${detail}`).replaceAll("`", "");

/** Says why a text cannot be read, at the inputs that it is about. */
const showRefusal = (problem) => {
  const names = (problem.errors ?? []).map(({ pointer, parameter }) => (pointer ? pointer.split("/").at(-1) : parameter));
  const wrong = names.map((name) => reading.elements[name]).filter(Boolean);
  for (const input of wrong) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", "read-error");
  }
  showError(document.querySelector("#read-error"), problemText(problem));
  wrong[0]?.focus();
};

const stated = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));

const readText = async () => {
  if (hasCorrections && !confirm("Read the text again, and lose your corrections?")) return;
  const { text, published_on, jurisdiction, url } = Object.fromEntries(new FormData(reading));
  const source = url ? { source: { url } } : {};
  const answer = await send("POST", "v1/drafts", { text, ...stated({ published_on, jurisdiction }), ...source });
  for (const input of reading.elements) input.removeAttribute("aria-invalid");
  if (!answer.ok) {
    showRefusal(answer.body);
    return;
  }
  saved = undefined;
  hasCorrections = false;
  idempotencyKey = newKey();
  document.querySelector("#draft").hidden = false;
  facts = new Facts(answer.body);
  showText(text.replaceAll("\r\n", "\n"), facts.cards, answer.body.left_out);
  status.textContent = `${facts.cards.length} entries, ${facts.doubtful} of them to check first.`;
  document.querySelector("#draft-title").focus();
};

/** Where the record is: a link if everyone may read it, else the address, since reading a draft needs the key. */
const showSaved = (address, state) => {
  const isPublished = state === "published";
  const place = document.createElement(isPublished ? "a" : "code");
  if (isPublished) place.href = address;
  place.textContent = address;
  status.replaceChildren(isPublished ? "Published: " : "Saved as a draft: ", place);
};

/** Creates the record, or replaces the one that was created before. */
const saveRecord = async (state) => {
  const { record, placeOf } = facts.record();
  const answer = saved
    ? await send("PUT", `v1/announcements/${saved.id}`, { ...record, state }, { "If-Match": saved.etag })
    : await send("POST", "v1/announcements", { ...record, state }, { "Idempotency-Key": `${idempotencyKey}-${state}` });
  facts.clearErrors();
  if (!answer.ok) {
    idempotencyKey = newKey();
    const elsewhere = (answer.body.errors ?? []).filter((error) => !facts.showError(placeOf(error.pointer), error.detail));
    showError(document.querySelector("#save-error"), problemText({ ...answer.body, errors: elsewhere }));
    facts.focusError();
    return;
  }
  saved = { id: answer.body.id, etag: answer.etag };
  hasCorrections = false;
  showSaved(new URL(`v1/announcements/${saved.id}`, root).href, state);
  if (state === "published") document.querySelector("#draft").hidden = true;
  status.focus();
};

reading.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(reading, document.querySelector("#read-error"), readText);
});
reading.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) reading.requestSubmit();
});
factsForm.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(factsForm, document.querySelector("#save-error"), () => saveRecord(event.submitter.value));
});
for (const type of ["input", "click"]) {
  factsForm.addEventListener(type, ({ target }) => (hasCorrections ||= type === "input" || target.matches(".drop, #add")));
}
document.querySelector("#add").addEventListener("click", () => facts.add(document.querySelector("#add-type").value));
addEventListener("beforeunload", (event) => hasCorrections && event.preventDefault());
