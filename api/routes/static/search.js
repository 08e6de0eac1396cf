// Swagger UI's own filter looks for tags and paths alone.

import { parametersOf } from "./contract.js";

/** The names by which an operation is found: its path, its summary, its parameters and the formats of its responses. */
const namesOf = ({ summary, operationId, responses }, path, parameters) => {
  const types = Object.keys(responses[200]?.content ?? {});
  return [path, operationId, summary, ...parameters.map(({ name }) => name), ...types].join(" ").toLowerCase();
};

/** The words of what an operation, its tag and its parameters say of themselves: whole, as `late` is in `translate` too. */
const wordsOf = (tag, { description = "" }, parameters) => {
  const texts = [tag.description, description, ...parameters.map((parameter) => parameter.description ?? "")];
  return new Set(texts.join(" ").toLowerCase().match(/[\p{L}\p{N}]+/gu));
};

/** Whether one of an operation's names contains a word, or its descriptions have it or its plural. */
const finder = (contract, { path, method }) => {
  const operation = contract.paths[path][method];
  const parameters = parametersOf(contract, path, method);
  const tag = contract.tags.find(({ name }) => name === operation.tags[0]);
  const [names, words] = [namesOf(operation, path, parameters), wordsOf(tag, operation, parameters)];
  return (word) => names.includes(word) || words.has(word) || words.has(`${word}s`);
};

/** Finds operations that have all words of a phrase, and all operations of a tag of that name. */
export const searchOperations = (contract) => ({ React: { createElement } }) => ({
  components: {
    FilterContainer: ({ layoutActions }) => createElement("input", {
      className: "operation-filter-input",
      type: "search",
      placeholder: "Find an operation: overdue, due, csv …",
      "aria-label": "Find an operation",
      onChange: ({ target }) => layoutActions.updateFilter(target.value),
    }),
  },
  fn: {
    opsFilter: (tags, phrase) => {
      const words = phrase.toLowerCase().split(/\s+/);
      const has = (operation) => words.every(finder(contract, operation.toObject()));
      const found = (tag, name) => (name.toLowerCase() === phrase.toLowerCase() ? tag : tag.update("operations", (all) => all.filter(has)));
      return tags.map(found).filter((tag) => tag.get("operations").size > 0);
    },
  },
});
