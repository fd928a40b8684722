#!/usr/bin/env node
// A client of Kurukan: Node 18 or later, nothing else. README.md in the folder above says how it is used.
//
//   kurukan-client.mjs submit RECORD.json                  one record
//   kurukan-client.mjs send RECORDS.ndjson                 many, one a line
//   kurukan-client.mjs report REQUEST.json OUTPUT...       a report, in the medium that each OUTPUT ends with
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

// The reasons that PROTOCOL.md marks "retry", as far as a server sends them.
const RETRY = new Set(["TOO_MANY_CALLS", "DRAINING", "IDLE", "INPUT_ENDED", "CONNECTION_AGE", "TOO_MANY_CONNECTIONS",
  "INTAKE_FULL", "DATABASE_UNREACHABLE", "DATABASE_NOT_READY", "POOL_EXHAUSTED", "STANDBY_MISSING",
  "SERIALIZATION_CONFLICT"]);
const MEDIA = { ".html": "html", ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".md": "markdown", ".csv": "csv",
  ".json": "json", ".xml": "xml" };
const LINE_BYTES = 1 << 20;       // what a server takes in one line
const WINDOW = 256;               // records on their way that nothing has been heard of
const WINDOW_BYTES = 64 << 10;    // bytes of those; no other is sent above, so that a slow link brings answers soon
const ANSWER_SECONDS = 60;        // a link that is silent for longer while an answer is due counts as cut

const say = (text) => process.stderr.write(text + "\n");

/** What ends the program, in words. */
class Failure extends Error {}

/** A link that could not be made, or that broke. */
class Cut extends Error {}

/** An error that the server answered. */
class Refused extends Error {
  constructor(error) {
    super(errorText(error));
    this.reason = error.reason ?? "UNEXPECTED";
    this.seconds = seconds(error.retryAfter);
  }
}

/** An error for people: what happened, what to do, and every fault of the request. */
function errorText(error) {
  const lines = [`${error.reason}: ${error.message}`];
  if (error.hint) lines.push(`  ${error.hint}`);
  for (const detail of error.details ?? []) lines.push(`  ${detailText(detail)}`);
  if (error.requestId) lines.push(`  The server's log calls this ${error.requestId}.`);
  return lines.join("\n");
}

function detailText(detail) {
  let text = `${detail.path}: ${detail.message}`;
  if (detail.found !== undefined) text += ` Found: ${detail.found}`;
  if (detail.suggestion !== undefined) text += ` Did you mean ${detail.suggestion}?`;
  if (detail.allowed) text += ` Allowed: ${detail.allowed.join(", ")}`;
  return text;
}

/** A duration of the protocol, such as 1.5s or 250ms; 0 for none. */
function seconds(text) {
  const match = /^([0-9.]+)(h|ms|m|us|s)$/.exec(text ?? "");
  return match ? Number(match[1]) * { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6 }[match[2]] : 0;
}

/** The lines of a stream of bytes, without their ends; last, what follows the last end, if anything. */
async function* linesOf(stream) {
  let held = [];
  for await (let bytes of stream) {
    for (let end; (end = bytes.indexOf(10)) >= 0; bytes = bytes.subarray(end + 1)) {
      yield { bytes: Buffer.concat([...held, bytes.subarray(0, end)]), isWhole: true };
      held = [];
    }
    if (bytes.length) held.push(bytes);
  }
  if (held.length) yield { bytes: Buffer.concat(held), isWhole: false };
}

// How Node names the ways in which a certificate is not to be trusted.
const UNTRUSTED = /CERT|SELF_SIGNED|ISSUER|ALTNAME/;

/** A connection. It asks one thing at a time, so that every line which comes belongs to that. */
class Link {
  static async open(options) {
    const colon = options.server.lastIndexOf(":");
    const host = options.server.slice(0, colon).replace(/^\[|\]$/g, ""), port = Number(options.server.slice(colon + 1));
    const link = new Link();
    link.language = options.language;
    link.unsent = [];
    link.socket = options.tls
      ? tls.connect({ host, port, servername: net.isIP(host) ? undefined : host,
        ca: options.authority })
      : net.connect({ host, port });
    link.socket.setNoDelay(true);
    link.socket.setTimeout(ANSWER_SECONDS * 1000, () => link.socket.destroy(new Error("the server is silent")));
    try {
      await once(link.socket, options.tls ? "secureConnect" : "connect").catch((error) => {
        if (UNTRUSTED.test(error.code)) {
          throw new Failure(`The server's certificate is not to be trusted: ${error.message}. --authority names the `
            + "file with the authority's certificate.");
        }
        throw new Cut(`The server ${options.server} could not be reached: ${error.message || error.code}`);
      });
      // Whoever waits for an answer is told of what breaks the link; nobody else needs to know.
      link.socket.on("error", () => {});
      link.lines = linesOf(link.socket);
      if (options.token) {
        link.call("kurukan.v1.Session/Authenticate", { token: options.token });
        await link.answer();
      }
    } catch (error) {
      link.close();
      throw error;
    }
    return link;
  }

  close() {
    this.socket.on("error", () => {});
    this.socket.destroy();
  }

  /** Starts a call; params is an object, or its JSON as it shall be sent. */
  call(method, params) {
    const body = typeof params === "string" ? params : JSON.stringify(params);
    this.send(`{"id":1,"method":"${method}","meta":{"language":"${this.language}"},"params":${body}}`);
  }

  send(line) {
    this.unsent.push(line, "\n");
  }

  /** The next line of the call, after all that was to be sent has gone. */
  async answer() {
    if (this.unsent.length) this.socket.write(this.unsent.join(""));
    this.unsent = [];
    const { value } = await this.lines.next().catch((error) => {
      throw new Cut(`The connection broke: ${error.message}`);
    });
    if (!value?.isWhole) throw new Cut("The connection ended before the answer came.");
    const answer = JSON.parse(value.bytes.toString());
    // An error with "id":null is the last word on this connection, or on a line that it could not read.
    if (answer.error) throw new Refused(answer.error);
    return answer;
  }
}

/**
 * Does work(link), again over a new connection as long as that may help. All that Kurukan does for its callers may be
 * repeated. Whoever gets on is not out of patience: progress() tells how far the work is.
 */
async function persist(options, work, progress = () => 0) {
  for (let failures = 0, reached = progress(); ;) {
    let failure, link;
    try {
      link = await Link.open(options);
      return await work(link);
    } catch (error) {
      if (!(error instanceof Cut) && !RETRY.has(error.reason)) throw error;
      failure = error;
    } finally {
      link?.close();
    }
    failures = progress() > reached ? 1 : failures + 1;
    reached = progress();
    if (failures >= options.attempts) {
      throw new Failure(`Gave up on ${options.server} after ${failures} attempts: ${failure.message}`);
    }
    const wait = Math.max(failure.seconds ?? 0, Math.min(10, 0.1 * 2 ** failures)) * (1 + Math.random() / 2);
    say(`${failure.message}\n  Trying again in ${wait.toFixed(1)} s.`);
    await sleep(wait * 1000);
  }
}

/** One record as it is to be sent, in one line; throws for what is no JSON object. */
function strict(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const value = JSON.parse(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("a record is a JSON object");
  // JSON has line ends between its tokens only.
  return text.replaceAll("\n", " ").trim();
}

/** One record. */
async function submit(options, [file]) {
  const record = strict(await fs.readFile(file));
  const result = await persist(options, async (link) => {
    link.call("kurukan.v1.Records/Submit", record);
    return (await link.answer()).result;
  });
  for (const warning of result.warnings ?? []) say(`warning: ${detailText(warning)}`);
  console.log(`${result.outcome}: ${result.kind} ${result.key}, revision ${result.revision}`);
  return 0;
}

/** A file that is made when the first line is written, beside another and in place of none. */
class NewFile {
  constructor(beside, ending) {
    const { dir, name } = path.parse(beside);
    this.stem = path.join(dir, name);
    this.ending = ending;
  }

  async write(data) {
    for (let number = 1; !this.file; number++) {
      this.path = `${this.stem}.rejected-${number}${this.ending}`;
      try {
        this.file = await fs.open(this.path, "wx", 0o600);
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
    }
    await this.file.writeFile(data);
  }
}

/**
 * A file of records on its way through Records/SubmitStream. What the server has acknowledged is settled; all else is
 * kept, and sent again after a cut. A record that arrives twice is stored once.
 */
class Sending {
  constructor(file) {
    this.path = file;
    this.lines = linesOf(createReadStream(file));
    this.number = 0;            // lines read
    this.waiting = [];          // { number, record, bytes } from the first that is not acknowledged
    this.acknowledged = 0;      // records settled for good
    this.told = new Set();      // those refused that are not acknowledged yet
    this.onWay = 0;             // bytes of the records that were sent and not heard of
    this.counts = { created: 0, revised: 0, duplicates: 0, rejected: 0 };
    this.rejects = new NewFile(file, ".ndjson");
    this.reasons = new NewFile(file, ".reasons.txt");
  }

  /** Takes another record from the file; false at its end. */
  async read() {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) return false;
      this.number++;
      if (!value.bytes.toString("latin1").trim()) continue;
      try {
        const record = strict(value.bytes);
        const bytes = Buffer.byteLength(record);
        if (bytes > LINE_BYTES - 64) throw new Error(`a record has at most ${LINE_BYTES - 64} bytes`);
        this.waiting.push({ number: this.number, record, bytes });
        return true;
      } catch (error) {
        await this.reject(this.number, value.bytes, `This line is no record: ${error.message}`);
      }
    }
  }

  async reject(number, record, why) {
    this.counts.rejected++;
    say(`${this.path}:${number}: ${why}`);
    await this.rejects.write(Buffer.concat([Buffer.from(record), Buffer.from("\n")]));
    await this.reasons.write(`${this.path}:${number}: ${why}\n`);
  }

  async over(link) {
    link.call("kurukan.v1.Records/SubmitStream", { firstIndex: this.acknowledged });
    const earlier = { ...this.counts };
    this.onWay = 0;
    for (let sent = 0, ended = false; ;) {
      while (!ended && sent - this.told.size < WINDOW && this.onWay < WINDOW_BYTES) {
        if (sent < this.waiting.length || await this.read()) {
          const { record, bytes } = this.waiting[sent];
          link.send(`{"id":1,"item":${record}}`);
          if (!this.told.has(this.acknowledged + sent)) this.onWay += bytes;
          sent++;
        } else {
          link.send('{"id":1,"end":true}');
          ended = true;
        }
      }
      const answer = await link.answer();
      const news = answer.result ?? answer.item;
      if (news.acknowledged !== undefined) {
        const settled = this.waiting.splice(0, news.acknowledged - this.acknowledged);
        sent -= settled.length;
        for (const { bytes } of settled) if (!this.told.delete(this.acknowledged++)) this.onWay -= bytes;
        for (const outcome of ["created", "revised", "duplicates"]) {
          this.counts[outcome] = earlier[outcome] + news[outcome];
        }
        if (answer.result) return;
      } else if (news.rejected) {
        await this.refused(news.rejected);
      } else if (news.warned) {
        const { number } = this.waiting[news.warned.index - this.acknowledged];
        for (const warning of news.warned.warnings) say(`${this.path}:${number}: warning: ${detailText(warning)}`);
      }
    }
  }

  async refused({ index, error }) {
    // After a cut a refusal may be told again.
    if (this.told.has(index)) return;
    this.told.add(index);
    const { number, record, bytes } = this.waiting[index - this.acknowledged];
    this.onWay -= bytes;
    await this.reject(number, record, errorText(error));
  }

  get summary() {
    const counts = Object.entries(this.counts).map(([name, count]) => `${count} ${name}`).join(", ");
    const advice = this.rejects.path
      ? `; mend ${this.rejects.path} and send it, the reasons are in ${this.reasons.path}` : "";
    return `${this.path}: ${counts}${advice}`;
  }
}

/** A file of records. */
async function send(options, [file]) {
  const sending = new Sending(file);
  try {
    await persist(options, (link) => sending.over(link), () => sending.acknowledged);
  } finally {
    console.log(sending.summary);
  }
  return sending.counts.rejected ? 1 : 0;
}

/** Gives `write` a file that is there whole or not at all; nothing but an ordinary file is replaced. */
async function safely(output, write) {
  const there = await fs.lstat(output).catch((error) => { if (error.code !== "ENOENT") throw error; });
  if (there && !there.isFile()) throw new Failure(`${output} is no ordinary file, and is left as it is.`);
  const temporary = path.join(path.dirname(output), `.kurukan-${randomUUID()}`);
  const file = await fs.open(temporary, "wx+", 0o600);
  try {
    await write(file);
    await file.sync();
    await fs.rename(temporary, output);
  } finally {
    await file.close();
    await fs.rm(temporary, { force: true });
  }
}

/** A report: composed once, fetched in any number of media. */
async function report(options, [requestFile, ...outputs]) {
  const request = JSON.parse(await fs.readFile(requestFile, "utf8"));
  let run;
  for (const output of outputs) {
    const medium = MEDIA[path.extname(output).toLowerCase()];
    if (!medium) throw new Failure(`${output} names no medium; it must end with one of ${Object.keys(MEDIA).join(" ")}`);
    await safely(output, async (file) => {
      let length = 0;
      const result = await persist(options, async (link) => {
        if (run) {
          link.call("kurukan.v1.Reports/Fetch", { run, medium, offset: length });
        } else {
          await file.truncate(length = 0);
          link.call("kurukan.v1.Reports/Render", { language: options.language, ...request, medium });
        }
        for (;;) {
          const { item, result } = await link.answer();
          if (result) return result;
          if (item.chunk !== undefined) {
            const bytes = Buffer.from(item.chunk, "base64");
            await file.write(bytes, 0, bytes.length, length);
            length += bytes.length;
          } else if (item.diagnostic) {
            say(`${item.diagnostic.severity}: ${item.diagnostic.summary}`);
          }
        }
      }, () => length);
      const whole = Buffer.alloc(length);
      await file.read(whole, 0, length, 0);
      if (createHash("sha256").update(whole).digest("hex") !== result.sha256) {
        throw new Failure(`${output} did not arrive as it was sent; ask for it again.`);
      }
      run ??= result.run;
      console.log(`${output}: ${result.bytes} bytes of run ${run}`);
    });
  }
  return 0;
}

const COMMANDS = { submit: [submit, 1, 1], send: [send, 1, 1], report: [report, 2, Infinity] };
const USAGE = `usage: kurukan-client.mjs [OPTION...] submit RECORD.json | send RECORDS.ndjson | report REQUEST.json OUTPUT...
  --server HOST:PORT   else $KURUKAN_SERVER, else 127.0.0.1:4460
  --token-file FILE    else $KURUKAN_TOKEN_FILE, else $KURUKAN_TOKEN holds the token
  --tls                encrypts, and checks who the server is
  --authority FILE     the certificate of whoever vouches for the server
  --language en|fr     of the server's messages
  --attempts COUNT     in a row without getting on, before giving up; 8 by default`;

async function main() {
  const environment = process.env;
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        server: { type: "string" }, "token-file": { type: "string" }, tls: { type: "boolean" },
        authority: { type: "string" }, language: { type: "string" }, attempts: { type: "string" },
      },
    });
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  const { values, positionals: [name, ...files] } = parsed;
  const [work, least, most] = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : [];
  if (!work || files.length < least || files.length > most) {
    say(USAGE);
    return 2;
  }
  const tokenFile = values["token-file"] ?? environment.KURUKAN_TOKEN_FILE;
  try {
    return await work({
      ...values,
      server: values.server ?? environment.KURUKAN_SERVER ?? "127.0.0.1:4460",
      // From a file or the environment: a command line is seen by others.
      token: (tokenFile ? readFileSync(tokenFile, "utf8") : environment.KURUKAN_TOKEN ?? "").trim(),
      language: values.language ?? (environment.LANG?.startsWith("fr") ? "fr" : "en"),
      authority: values.authority && readFileSync(values.authority),
      attempts: Number(values.attempts ?? 8),
    }, files);
  } catch (error) {
    say(error.message);
    return 1;
  }
}

process.exitCode = await main();
