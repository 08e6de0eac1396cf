// Swagger UI's own filter looks for tags and paths alone.

import { parametersOf } from "./contract.js";

/** The words by which an operation is found: its path, its summary, its parameters and the formats of its responses. */
const wordsOf = (contract, { path, method }) => {
  const { summary, operationId, responses } = contract.paths[path][method];
  const names = parametersOf(contract, path, method).map(({ name }) => name);
  const types = Object.keys(responses[200]?.content ?? {});
  return [path, operationId, summary, ...names, ...types].join(" ").toLowerCase();
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
      const has = (operation) => words.every((word) => wordsOf(contract, operation.toObject()).includes(word));
      const found = (tag, name) => (name.toLowerCase() === phrase.toLowerCase() ? tag : tag.update("operations", (all) => all.filter(has)));
      return tags.map(found).filter((tag) => tag.get("operations").size > 0);
    },
  },
});
