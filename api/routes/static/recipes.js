// A recipe is a link to an operation with values for its parameters: ?overdue=true#/Commitments/list_commitments

import { parametersOf, resolve } from "./contract.js";

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

/** Opens or closes an operation or a tag. The action of Swagger UI also adds its address to the history. */
const show = ({ getStore }, thing, shown) => getStore().dispatch({ type: "layout_show", payload: { thing, shown } });

/** Adds no address to the history that is the current one: Back would change nothing. */
export const keepHistory = {
  statePlugins: {
    layout: {
      wrapActions: {
        show: (original, system) => (thing, shown = true) => {
          const isCurrent = location.hash === `#/${[thing].flat().slice(1, 3).map(encodeURIComponent).join("/")}`;
          return shown && isCurrent ? show(system, thing, shown) : original(thing, shown);
        },
      },
    },
  },
};

/** Fills in the parameters of an operation that have values here; gives what takes that back. */
const fillIn = (contract, ui, place, values) => {
  const given = parametersOf(contract, ...place).filter(({ name }) => values.has(name));
  for (const { name, in: location, schema } of given) {
    const isList = resolve(contract, schema).type === "array";
    ui.specActions.changeParam(place, name, location, isList ? values.getAll(name) : values.get(name));
  }
  return () => given.forEach(({ name, in: location }) => ui.specActions.changeParam(place, name, location, undefined));
};

/** Takes back what the recipe before has done. */
let leave = () => {};

/** Opens the operation of a recipe, filled in and ready to be executed, in place of the recipe before. */
export const openRecipe = async (contract, ui, { search, hash }) => {
  leave();
  leave = () => {};
  const [tag, id] = hash.slice(2).split("/");
  const places = Object.entries(contract.paths).flatMap(([path, item]) => Object.keys(item).map((method) => [path, method]));
  const place = places.find(([path, method]) => contract.paths[path][method].operationId === id);
  if (!place) return;
  const operation = ["operations", tag, id];
  show(ui, operation, true);
  const values = new URLSearchParams(search);
  if (values.size === 0) return;
  const empty = fillIn(contract, ui, place, values);
  leave = () => {
    empty();
    show(ui, operation, false);
  };
  const button = await drawn(`#operations-${tag}-${id} .try-out__btn`);
  if (!button.matches(".cancel")) button.click();
  button.closest(".opblock").scrollIntoView();
};
