// The text of a draft, with the words of every fact highlighted and numbered as its card is.

/** The places of all facts, cut where one begins or ends, so that each piece has the same facts throughout. */
const piecesOf = (length, places) => {
  const cuts = [...new Set([0, length, ...places.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1];
    const covering = places.filter((place) => place.start <= start && end <= place.end);
    return { start, end, covering: covering.sort((a, b) => a.end - a.start - (b.end - b.start)) };
  });
};

/** The number of a card before its words, as a link to it. */
const numberLink = ({ number, element }) => {
  const link = document.createElement("a");
  link.href = `#${element.id}`;
  link.textContent = number;
  link.setAttribute("aria-label", `Fact ${number}`);
  link.addEventListener("click", () => element.focus());
  return link;
};

const leftOutItem = ({ type, reason, exact }) => {
  const item = document.createElement("li");
  const words = document.createElement("q");
  words.textContent = exact;
  item.append(words, ` · ${type}: ${reason.replaceAll("_", " ")}`);
  return item;
};

/** Shows a text with the places of cards; offsets count code points, as Python's do, not UTF-16 units. */
export const showText = (text, cards, leftOut) => {
  const characters = [...text];
  const places = cards.flatMap((card) => card.evidence.map(({ start, end, pointer }, index) => ({ start, end, pointer, card, isFirst: index === 0 })));
  const nodes = piecesOf(characters.length, places).map(({ start, end, covering }) => {
    const words = characters.slice(start, end).join("");
    if (covering.length === 0) return words;
    const mark = document.createElement("mark");
    mark.className = covering[0].card.type;
    if (mark.className === "record") mark.title = `States ${covering[0].pointer.slice(1).replaceAll("_", " ")}`;
    mark.append(...covering.filter((place) => place.isFirst && place.start === start).reverse().map(({ card }) => numberLink(card)), words);
    mark.addEventListener("click", () => covering[0].card.element.focus());
    covering.forEach(({ card }) => card.marks.push(mark));
    return mark;
  });
  document.querySelector("#text").replaceChildren(...nodes);

  const list = document.querySelector("#left-out");
  list.hidden = leftOut.length === 0;
  list.querySelector("summary").textContent = `Seen and left out: ${leftOut.length}`;
  list.querySelector("ul").replaceChildren(...leftOut.map(leftOutItem));
};
