// The request as Python and as JavaScript, beside Swagger UI's own curl.

/** The parts of a request: its headers, and its body as text if it has one. */
const partsOf = (request) => {
  const { url, method, headers, body } = request.toJS();
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  return { url, method, headers, body: text };
};

/** The file that a request asks for; undefined if it asks for text. */
const fileOf = ({ url, headers }) => (/[?&]format=xlsx\b/.test(url) || /spreadsheetml/.test(headers.Accept) ? "answer.xlsx" : undefined);

const python = (request) => {
  const parts = partsOf(request);
  const { url, method, headers, body } = parts;
  const file = fileOf(parts);
  return [
    ...(file ? ["from pathlib import Path"] : []),
    "from urllib.request import Request, urlopen",
    "",
    "request = Request(",
    `    ${JSON.stringify(url)},`,
    `    method="${method}",`,
    `    headers=${JSON.stringify(headers)},`,
    ...(body === undefined ? [] : [`    data=${JSON.stringify(body)}.encode(),`]),
    ")",
    "with urlopen(request) as response:",
    file ? `    Path("${file}").write_bytes(response.read())` : "    print(response.read().decode())",
  ].join("\n");
};

const javascript = (request) => {
  const parts = partsOf(request);
  const { url, method, headers, body } = parts;
  const file = fileOf(parts);
  const options = { method, headers, ...(body === undefined ? {} : { body }) };
  return [
    ...(file ? ['import { writeFile } from "node:fs/promises";', ""] : []),
    `const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(options, null, 2)});`,
    file ? `await writeFile("${file}", Buffer.from(await response.arrayBuffer()));` : "console.log(await response.text());",
  ].join("\n");
};

export const snippets = { fn: { requestSnippetGenerator_python: python, requestSnippetGenerator_javascript: javascript } };

export const SNIPPET_OPTIONS = {
  requestSnippetsEnabled: true,
  requestSnippets: {
    generators: {
      curl_bash: { title: "curl", syntax: "bash" },
      python: { title: "Python", syntax: "python" },
      javascript: { title: "JavaScript", syntax: "javascript" },
    },
    languages: ["curl_bash", "python", "javascript"],
    defaultExpanded: true,
  },
};
