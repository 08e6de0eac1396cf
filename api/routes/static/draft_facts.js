// The facts of a draft as cards: each can be corrected or dropped, and together they make the record.

const LISTS = ["parties", "commitments", "amounts", "quotes", "sources"];
const RECORD_MEMBERS = ["title", "kind", "announced_on", "jurisdiction", "place", "language"];
/** Confidence below which a person is asked to look first: a share of facts of the kind that were right. */
const DOUBTFUL_BELOW = 0.9;

/** Inputs whose figures are read more easily with commas. */
const GROUPED = ["amount", "upper", "target.value", "target.upper"];
/** Members without which no record can be saved. */
const MANDATORY = { title: "title", kind: "kind", announced_on: "day", jurisdiction: "jurisdiction", language: "language" };

/** What a person has to fill in before the record can be saved, or published. */
const missing = (record) => {
  const absent = Object.keys(MANDATORY).filter((name) => !record[name]);
  const issuers = (record.parties ?? []).filter(({ roles }) => roles.includes("issuer"));
  return [
    ...absent.map((name) => `The text does not state the ${MANDATORY[name]}: fill it in.`),
    ...(issuers.length ? [] : ["No party is the issuer: to publish, give one that role, or add it."]),
  ];
};

const valueAt = (part, path) => path.split(".").reduce((place, name) => place?.[name], part);

/** A copy of a part with another value at a path; an empty value, and an object left empty by it, go. */
const withValue = (part, [name, ...rest], value) => {
  const { [name]: old, ...others } = part;
  const changed = rest.length ? withValue(old ?? {}, rest, value) : value;
  const isEmpty = rest.length ? Object.keys(changed).length === 0 || !changed.value : changed.length === 0;
  return isEmpty ? others : { ...others, [name]: changed };
};

/** What a person reads at an input: the label of its choice, or its value, with commas in long numbers. */
const shownAt = (input) => {
  if (input.options) return input.selectedOptions[0]?.text ?? "";
  if (input.type === "checkbox") return input.closest("label").textContent.trim();
  return /^\d+(\.\d+)?$/.test(input.value) && GROUPED.includes(input.name) ? Number(input.value).toLocaleString("en") : input.value;
};

class Card {
  constructor(type, index, part, entries, number) {
    this.type = type;
    this.index = index;
    this.part = part;
    this.number = number;
    this.evidence = entries.flatMap(({ pointer, evidence = [] }) => evidence.map((words) => ({ ...words, pointer })));
    this.doubts = [...entries.map(({ doubt }) => doubt).filter(Boolean), ...(type === "record" ? missing(part) : [])];
    this.confidence = Math.min(...entries.map(({ confidence }) => confidence).filter(Number.isFinite));
    this.marks = [];
    this.isDropped = false;
    this.element = this.render();
  }

  get isDoubtful() {
    return this.doubts.length > 0 || this.confidence < DOUBTFUL_BELOW;
  }

  get inputs() {
    return [...this.element.querySelectorAll("[name]")];
  }

  render() {
    const element = document.querySelector(`#card-${this.type}`).content.firstElementChild.cloneNode(true);
    const find = (selector) => element.querySelector(selector);
    element.id = `fact-${this.number}`;
    find(".number").textContent = this.number;
    const share = Math.round(this.confidence * 100);
    find(".confidence").textContent = Number.isFinite(share) ? `${share} % of such facts were right in tests.` : "";
    find(".doubt").hidden = this.doubts.length === 0;
    find(".doubt").textContent = this.doubts.join(" ");
    find(".words").textContent = this.type === "record" ? "" : this.evidence.map(({ exact }) => `“${exact}”`).join(" … ");
    find(".show").hidden = this.evidence.length === 0;
    find(".show").addEventListener("click", () => this.show());
    find(".drop").hidden = ["record", "sources"].includes(this.type);
    find(".drop").setAttribute("aria-label", `Drop fact ${this.number}`);
    find("details").open = this.isDoubtful;
    find("details").addEventListener("input", () => this.summarise());
    find(".drop").addEventListener("click", () => this.toggle());
    return element;
  }

  /** Fills the inputs; the parties that a part can refer to are known once all cards are there. */
  fill(parties) {
    for (const input of this.inputs) {
      if (input.dataset.choices) input.append(...parties.map(({ key, name }) => new Option(name, key)));
      const value = valueAt(this.part, input.name);
      if (input.type === "checkbox") input.checked = value?.includes(input.value);
      else if ("list" in input.dataset) input.value = (value ?? []).join(", ");
      else input.value = value ?? "";
    }
    this.summarise();
  }

  /** Shows what the folded inputs hold. */
  summarise() {
    const shown = this.inputs.filter(({ type, value, checked }) => (type === "checkbox" ? checked : value));
    this.element.querySelector("summary").textContent = shown.map(shownAt).join(" · ") || "Nothing yet";
  }

  show() {
    for (const mark of document.querySelectorAll("mark.current")) mark.classList.remove("current");
    for (const mark of this.marks) mark.classList.add("current");
    this.marks[0]?.scrollIntoView({ block: "center" });
  }

  toggle() {
    this.isDropped = !this.isDropped;
    const button = this.element.querySelector(".drop");
    button.setAttribute("aria-pressed", this.isDropped);
    button.textContent = this.isDropped ? "Keep" : "Drop";
    button.setAttribute("aria-label", `${button.textContent} fact ${this.number}`);
    this.element.classList.toggle("dropped", this.isDropped);
    this.element.querySelector("fieldset").disabled = this.isDropped;
    for (const mark of this.marks) mark.classList.toggle("dropped", this.isDropped);
  }

  /** The part as corrected; what has no input, such as its evidence, stays. */
  corrected() {
    const values = Object.fromEntries(this.inputs.map(({ name, value }) => [name, value.trim()]));
    for (const name of new Set(this.inputs.filter(({ type }) => type === "checkbox").map((input) => input.name)))
      values[name] = this.inputs.filter((input) => input.name === name && input.checked).map(({ value }) => value);
    for (const { name } of this.inputs.filter(({ dataset }) => "list" in dataset))
      values[name] = values[name].split(",").map((word) => word.trim()).filter(Boolean);
    return Object.entries(values).reduce((part, [name, value]) => withValue(part, name.split("."), value), this.part);
  }
}

/** A part without its references to parties that were dropped. A quote keeps its speaker: without one it is an error. */
const withoutDropped = (part, keys) => {
  const kept = Object.entries(part).filter(([name, value]) => !["part_of", "payer", "payee", "commitment"].includes(name) || keys.has(value));
  const copy = Object.fromEntries(kept);
  return copy.parties ? { ...copy, parties: copy.parties.filter(({ party }) => keys.has(party)) } : copy;
};

export class Facts {
  constructor({ record, review }) {
    this.draft = record;
    const entriesAt = (pointer) => review.filter((entry) => entry.pointer === pointer || entry.pointer.startsWith(`${pointer}/`));
    const fields = review.filter(({ pointer }) => !LISTS.includes(pointer.split("/")[1]));
    const parts = LISTS.flatMap((type) => (record[type] ?? []).map((part, index) => ({ type, index, part, entries: entriesAt(`/${type}/${index}`) })));
    const placed = ({ entries }) => entries[0]?.evidence?.[0]?.start ?? 0;
    parts.sort((a, b) => placed(a) - placed(b));
    const all = [{ type: "record", index: 0, part: record, entries: fields }, ...parts];
    this.cards = all.map(({ type, index, part, entries }, order) => new Card(type, index, part, entries, order + 1));
    for (const card of this.cards) card.fill(record.parties ?? []);
    const doubtful = this.cards.filter((card) => card.isDoubtful);
    this.doubtful = doubtful.length;
    document.querySelector("#doubtful").replaceChildren(...doubtful.map(({ element }) => element));
    document.querySelector("#sure").replaceChildren(...this.cards.filter((card) => !card.isDoubtful).map(({ element }) => element));
  }

  /** Adds an empty card for what the draft lacks; a party can be chosen elsewhere as soon as it is there. */
  add(type) {
    const number = this.cards.length + 1;
    const part = { key: `added-${number}`, ...(type === "quotes" ? { language: this.draft.language } : {}) };
    const card = new Card(type, Infinity, part, [], number);
    card.fill(this.cards.filter((each) => each.type === "parties").map((each) => each.corrected()));
    this.cards.push(card);
    if (type === "parties") this.offer(card);
    card.element.querySelector("details").open = true;
    document.querySelector("#sure").append(card.element);
    card.inputs[0].focus();
  }

  /** Lets other facts refer to a party that was added, by the name that is being typed. */
  offer({ part: { key }, element }) {
    const name = element.querySelector("[name=name]");
    const selects = this.cards.flatMap((card) => card.inputs).filter(({ dataset }) => dataset.choices);
    const options = selects.map((select) => select.appendChild(new Option("", key)));
    name.addEventListener("input", () => options.forEach((option) => (option.text = name.value)));
  }

  /** The record as corrected, and a function from a pointer into it to the card and the name of its input. */
  record() {
    const kept = Object.fromEntries(LISTS.map((type) => {
      const cards = this.cards.filter((card) => card.type === type && !card.isDropped);
      return [type, cards.sort((a, b) => a.index - b.index)];
    }));
    const [recordCard] = this.cards;
    const keys = new Set(LISTS.flatMap((type) => kept[type].map(({ part }) => part.key)));
    const lists = Object.fromEntries(LISTS.map((type) => [type, kept[type].map((card) => withoutDropped(card.corrected(), keys))]));
    const placeOf = (pointer = "") => {
      const [first, index, ...rest] = pointer.slice(1).split("/");
      if (LISTS.includes(first)) return { card: kept[first][index], name: rest.join(".") };
      return { card: RECORD_MEMBERS.includes(first) ? recordCard : undefined, name: first };
    };
    return { record: { ...recordCard.corrected(), ...lists }, placeOf };
  }

  /** Shows what is wrong with a part beside it. Returns whether it has a card. */
  showError({ card, name }, detail) {
    if (!card) return false;
    const place = card.element.querySelector(".error");
    place.id = `error-${card.number}`;
    place.textContent = [place.textContent, detail].filter(Boolean).join("\n");
    place.hidden = false;
    card.element.querySelector("details").open = true;
    for (const input of card.inputs.filter((each) => each.name === name)) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", place.id);
    }
    return true;
  }

  clearErrors() {
    for (const { element, inputs } of this.cards) {
      Object.assign(element.querySelector(".error"), { textContent: "", hidden: true });
      for (const input of inputs) input.removeAttribute("aria-invalid");
    }
  }

  focusError() {
    document.querySelector("#facts [aria-invalid=true], #facts .fact .error:not([hidden])")?.closest(".fact").focus();
  }
}
