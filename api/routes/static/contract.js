// The parts of the contract. All of its references are to itself.

/** The target of a reference; what is no reference, itself. */
export const resolve = (contract, part) =>
  part.$ref ? part.$ref.slice(2).split("/").reduce((place, step) => place[step], contract) : part;

/** The parameters of an operation, those of its path included. */
export const parametersOf = (contract, path, method) => {
  const item = contract.paths[path];
  return [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((each) => resolve(contract, each));
};

/** A part with the targets of all references in it, also of the only one in `allOf`; what stands beside a reference counts more. */
const inlined = (contract, part) => {
  if (Array.isArray(part)) return part.map((each) => inlined(contract, each));
  if (part === null || typeof part !== "object") return part;
  const { allOf, ...rest } = part;
  const { $ref, ...own } = allOf?.length === 1 ? { ...allOf[0], ...rest } : part;
  const target = $ref ? inlined(contract, resolve(contract, { $ref })) : {};
  return { ...target, ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, inlined(contract, value)])) };
};

/** Resolves an operation by itself. Swagger UI would read the whole contract for each: the page stands still meanwhile. */
export const resolveParts = {
  fn: {
    resolveSubtree: async (contract, place) => {
      const part = inlined(contract, place.reduce((whole, step) => whole?.[step], contract));
      const [section, path, method] = place;
      const parameters = section === "paths" && inlined(contract, parametersOf(contract, path, method));
      return { spec: parameters ? { ...part, parameters } : part, errors: [] };
    },
  },
};
