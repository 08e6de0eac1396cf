// A recipe is a link to an operation with values for its parameters: ?overdue=true#/Commitments/list_commitments

import { resolve } from "./search.js";

/** The element of a selector, once Swagger UI has drawn it. */
const drawn = (selector) =>
  new Promise((done) => {
    const look = () => document.querySelector(selector);
    if (look()) return done(look());
    const observer = new MutationObserver(() => {
      if (!look()) return;
      observer.disconnect();
      done(look());
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });

/** Opens the operation of a recipe, filled in and ready to be executed. */
export const openRecipe = async (contract, ui, { search, hash }) => {
  const [tag, id] = hash.slice(2).split("/");
  const places = Object.entries(contract.paths).flatMap(([path, item]) => Object.keys(item).map((method) => [path, method]));
  const place = places.find(([path, method]) => contract.paths[path][method].operationId === id);
  const values = new URLSearchParams(search);
  if (!place || values.size === 0) return;
  for (const { name, in: location, schema } of contract.paths[place[0]][place[1]].parameters.map((each) => resolve(contract, each))) {
    const isList = resolve(contract, schema).type === "array";
    if (values.has(name)) ui.specActions.changeParam(place, name, location, isList ? values.getAll(name) : values.get(name));
  }
  ui.layoutActions.show(["operations", tag, id], true);
  const button = await drawn(`#operations-${tag}-${id} .try-out__btn`);
  if (!button.matches(".cancel")) button.click();
  button.closest(".opblock").scrollIntoView();
};
