// Lists take up to 95 parameters. The ten that answer most questions come first in the contract and stay in sight here;
// the others are folded in its `x-parameter-groups`, and so are optional headers. One that has or had a value stays in sight.

const IN_SIGHT = 10;
const HEADERS = "Headers";
const RULES = {
  "Of its announcement": "announcement_… is a filter of the announcement that the item belongs to; all_… wants all values instead of any.",
  "Leave out": "exclude_… leaves out what the filter of the same name finds: with several values, what any of them finds.",
};

const keyOf = (parameter) => `${parameter.get("in")} ${parameter.get("name")}`;

/** The parameters to fold, each key with its group; none of a short list but its optional headers. */
const foldedGroups = (parameters, groupOf) => {
  const queries = parameters.filter((each) => each.get("in") === "query");
  const filters = queries.size > 2 * IN_SIGHT ? queries.skip(IN_SIGHT) : queries.clear();
  const headers = parameters.filter((each) => each.get("in") === "header" && !each.get("required") && !each.has("example"));
  return new Map([...filters, ...headers].map((each) => [keyOf(each), groupOf.get(each.get("name")) ?? HEADERS]));
};

/** Whether a parameter has a value that is not its default. */
const isSet = (parameter) => {
  const value = parameter?.get("value") ?? "";
  return value !== "" && value.size !== 0 && String(value) !== String(parameter.getIn(["schema", "default"]));
};

export const foldParameters = (contract) => ({ React: { createContext, createElement, Fragment, useContext, useRef, useState } }) => {
  const Folds = createContext();
  const names = Object.entries(contract["x-parameter-groups"]);
  const groupOf = new Map(names.flatMap(([group, members]) => members.map((name) => [name, group])));

  const Heading = ({ group, count, isOpen, toggle }) => {
    const button = createElement("button", { type: "button", "aria-expanded": isOpen, onClick: toggle }, `${group} (${count})`);
    const rule = isOpen && RULES[group] && createElement("p", null, RULES[group]);
    return createElement("tr", { className: "parameter-group" }, createElement("td", { colSpan: 2 }, button, rule));
  };

  return {
    wrapComponents: {
      parameters: (Original) => (props) => {
        const [open, setOpen] = useState([]);
        const groups = foldedGroups(props.parameters, groupOf);
        const toggle = (group) => setOpen(open.includes(group) ? open.filter((each) => each !== group) : [...open, group]);
        return createElement(Folds.Provider, { value: { open, groups, toggle } }, createElement(Original, props));
      },
      parameterRow: (Original) => (props) => {
        const { open, groups, toggle } = useContext(Folds);
        const key = keyOf(props.rawParam);
        const group = groups.get(key);
        const members = [...groups.keys()].filter((each) => groups.get(each) === group);
        const isOpen = open.includes(group);
        const heading = group && key === members[0]
          && createElement(Heading, { group, count: members.length, isOpen, toggle: () => toggle(group) });
        const wasSet = useRef(false); // A value is deleted to type another one.
        wasSet.current ||= isSet(props.param);
        const row = (!group || isOpen || wasSet.current) && createElement(Original, props);
        return createElement(Fragment, null, heading, row);
      },
    },
  };
};
