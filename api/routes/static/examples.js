// The examples of the contract are the same everywhere. Here they become ones that succeed on this server unedited.

const RECORD = "019c0dea-8800-7000-8000-000000000001";
const PARTY = "삼성전자";
const REMAINING_PARTY = "Samsung Electronics"; // The same company, under another name.

/** The first item of a list with this value of a parameter; undefined where there is none, or only with a key. */
const readFirst = async (list, parameter, value) => {
  const response = await fetch(`../v1/${list}?limit=1&${parameter}=${encodeURIComponent(value)}`);
  return response.ok ? (await response.json()).data[0] : undefined;
};

/** A record, two parties, and the id of a record that names the first of them, as far as this server has them. */
export const readExamples = async () => {
  const [record, party, remaining] = await Promise.all([
    readFirst("announcements", "id", RECORD),
    readFirst("parties", "name", PARTY),
    readFirst("parties", "name", REMAINING_PARTY),
  ]);
  const naming = party && (await readFirst("announcements", "party", party.id));
  return { record, party, remaining, naming };
};

/** Shows the example of an import as text: Swagger UI asks for a file where the format is binary. */
export const showImportAsText = ({ paths }) => {
  paths["/v1/imports"].post.requestBody.content["application/x-ndjson"].schema = { type: "string" };
};

/** Puts ids and a record of this server in place of the contract's. Without the sample, those of the contract stay. */
export const fillInExamples = ({ paths, components }, { record, party, remaining, naming }) => {
  if (record) {
    const example = { summary: "The record as it is", value: record };
    const { content } = paths["/v1/announcements/{id}"].put.requestBody;
    content["application/json"].examples = { stored: example, ...content["application/json"].examples };
  }
  if (naming && remaining) {
    components.parameters.PartiesId.example = party.id;
    components.examples.MergeParty.value.into = remaining.id;
    components.examples.SplitParty.value.announcements = [naming.id];
  }
};

/** Fills the id of a key that was just created into what can be done with it: a sample has no keys. */
export const fillInNewKey = {
  statePlugins: {
    spec: {
      wrapActions: {
        setResponse: (setResponse, { specActions }) => (path, method, response) => {
          if (path === "/v1/keys" && response.status === 201) {
            specActions.changeParam(["/v1/keys/{id}/rotate", "post"], "id", "path", response.body.id);
            specActions.changeParam(["/v1/keys/{id}", "delete"], "id", "path", response.body.id);
          }
          return setResponse(path, method, response);
        },
      },
    },
  },
};
