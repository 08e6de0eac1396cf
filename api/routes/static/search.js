// Swagger UI's own filter looks for tags and paths alone.

/** The target of a reference in the contract. */
export const resolve = (contract, part) =>
  part.$ref ? part.$ref.slice(2).split("/").reduce((place, step) => place[step], contract) : part;

/** The words by which an operation is found: its path, its summary, its parameters and the formats of its responses. */
const wordsOf = (contract, { path, method }) => {
  const item = contract.paths[path];
  const { summary, operationId, parameters = [], responses } = item[method];
  const names = [...(item.parameters ?? []), ...parameters].map((each) => resolve(contract, each).name);
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
