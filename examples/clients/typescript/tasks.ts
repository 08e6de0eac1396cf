// Four tasks with the client that openapi-typescript and openapi-fetch make.
// For example: `node build/tasks.js late http://127.0.0.1:8000 KEY`; docs/clients.md says how it is generated.

import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./communique.js";

type Schemas = components["schemas"];
type Answer<Data> = { data?: Data; error?: Schemas["Problem"]; response: Response };

const [task, address = "", key = ""] = process.argv.slice(2);
const client = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: address,
  headers: { Authorization: `Bearer ${key}` },
});

/** The data of an answer; an error ends the program with its reason. */
function expect<Data>({ data, error, response }: Answer<Data>): Data {
  if (data === undefined) throw new Error(error?.detail ?? `Unexpected answer: ${response.status}`);
  return data;
}

/** Copy every record, then follow the changes until none comes for 5 seconds. */
async function mirror(): Promise<void> {
  let changes = expect(await client.GET("/v1/changes", { params: { query: { since: "latest" } } }));
  const copies = new Map<string, Schemas["Announcement"]>();
  let query: { limit: number; cursor?: string } | undefined = { limit: 200 };
  while (query) {
    const page: Schemas["AnnouncementPage"] = expect(await client.GET("/v1/announcements", { params: { query } }));
    for (const record of page.data) copies.set(record.id, record);
    const cursor = page.meta.next_cursor;
    query = cursor === undefined ? undefined : { ...query, cursor };
  }
  console.log(`${copies.size} records copied`);
  for (;;) {
    const query = { since: changes.meta.next_cursor, wait: 5 };
    changes = expect(await client.GET("/v1/changes", { params: { query } }));
    if (changes.data.length === 0 && changes.meta.at_end) break;
    for (const id of new Set(changes.data.map((change) => change.announcement.id))) {
      const answer = await client.GET("/v1/announcements/{id}", { params: { path: { id } } });
      if (answer.response.status === 410) copies.delete(id);
      else copies.set(id, expect(answer));
    }
  }
  for (const line of [...copies.values()].map((each) => `${each.title} (version ${each.version})`).sort())
    console.log(line);
}

/** Create a draft, publish it, and report progress on its commitment, each safe to repeat. */
async function publish(): Promise<void> {
  const draft: Schemas["AnnouncementInput"] = {
    kind: "plan",
    title: "A plan for ferries",
    language: "en",
    jurisdiction: "NO",
    announced_on: "2026-02-03",
    parties: [{ name: "Ministry of Transport", kind: "government", roles: ["issuer"] }],
    sources: [{ kind: "press_release", title: "Ferries go electric" }],
    commitments: [{ kind: "goal", statement: "All ferries are electric.", due: "2030" }],
  };
  const once = { params: { header: { "Idempotency-Key": randomUUID() } }, body: draft };
  const created = await client.POST("/v1/announcements", once);
  const { id, title } = expect(created);
  const repeated = expect(await client.POST("/v1/announcements", once));
  if (repeated.id !== id) throw new Error("Created twice");
  const header = { "If-Match": created.response.headers.get("ETag") ?? "", "Idempotency-Key": `publish-${id}` };
  const record = expect(await client.POST("/v1/announcements/{id}/publish", { params: { path: { id }, header } }));
  for (const commitment of record.commitments) {
    const path = { id: commitment.id };
    const header = { "Idempotency-Key": `report-${commitment.id}` };
    const body: Schemas["ProgressInput"] = { status: "in_progress", on: "2026-06", source: { title: "Annual report" } };
    const progress = expect(await client.POST("/v1/commitments/{id}/progress", { params: { path, header }, body }));
    console.log(`${title}: ${commitment.statement} ${progress.status} ${progress.on}`);
  }
}

/** List the overdue commitments by jurisdiction, the longest overdue first. */
async function late(): Promise<void> {
  const overdue = new Map<string, Schemas["CommitmentInRecord"][]>();
  let query: { overdue: true; sort: "due"; limit: number; cursor?: string } | undefined = {
    overdue: true,
    sort: "due",
    limit: 200,
  };
  while (query) {
    const page: Schemas["CommitmentPage"] = expect(await client.GET("/v1/commitments", { params: { query } }));
    for (const commitment of page.data) {
      const { jurisdiction } = commitment.announcement;
      overdue.set(jurisdiction, [...(overdue.get(jurisdiction) ?? []), commitment]);
    }
    const cursor = page.meta.next_cursor;
    query = cursor === undefined ? undefined : { ...query, cursor };
  }
  for (const [jurisdiction, commitments] of [...overdue].sort(([one], [other]) => (one < other ? -1 : 1))) {
    console.log(`${jurisdiction}: ${commitments.length}`);
    for (const commitment of commitments) console.log(`  ${commitment.due ?? ""} ${commitment.statement}`);
  }
}

/** Add up the amounts by jurisdiction, and all of them in euros. */
async function money(): Promise<void> {
  const { data } = expect(
    await client.GET("/v1/amounts/summary", { params: { query: { group_by: ["jurisdiction"] } } }),
  );
  for (const each of data) console.log(`${each.jurisdiction ?? ""}: ${each.sum} ${each.currency}`);
  const inEuros = expect(
    await client.GET("/v1/amounts/summary", { params: { query: { currency: ["EUR"], convert: "announced_on" } } }),
  );
  for (const each of inEuros.data) console.log(`all: ${each.sum} ${each.currency}`);
}

const chosen = new Map(Object.entries({ mirror, publish, late, money })).get(task ?? "");
if (!chosen) throw new Error("Name a task: mirror, publish, late or money.");
await chosen();
