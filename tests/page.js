// What the tests in src do to a page, in JavaScript. One module for all of them: the test runner's server answers only a
// few requests at a time, and a page that asks for more waits for ever.

// A page's clock.
const { setTimeout, fetch } = window;
const now = performance.now.bind(performance);
let ahead = 0;
export const makeMinutesShort = () => {
  window.setTimeout = (run, ms, ...more) => setTimeout(run, ms >= 60_000 ? 30 : ms, ...more);
  performance.now = () => now() + ahead;
};
export const letPass = (ms) => {
  ahead += ms;
};
export const giveClockBack = () => {
  window.setTimeout = setTimeout;
  delete performance.now;
};

// Requests and answers.
export const described = (request) =>
  [
    request.method, new URL(request.url).pathname, request.credentials, request.cache, request.mode,
    request.redirect, request.referrerPolicy, request.signal !== null,
    ...[...request.headers].map(([name, value]) => `${name}: ${value}`),
  ].join("\n");
export const answer = (status, body, headers) => new Response(body, { status, headers: JSON.parse(headers) });
export const responseOf = (text) => new Response(evaluate(text));
export const inPieces = (bytes, size) =>
  new Response(
    new ReadableStream({
      start(stream) {
        for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size));
        stream.close();
      },
    }),
  );
export const endless = () =>
  new Response(
    new ReadableStream({
      pull(stream) {
        stream.enqueue(new Uint8Array(1000).fill(32));
      },
    }),
  );
export const breaking = () =>
  new Response(
    new ReadableStream({
      pull(stream) {
        stream.error("torn");
      },
    }),
  );
export const patchFetch = (text) => {
  globalThis.fetch = evaluate(text);
};
export const giveFetchBack = () => {
  globalThis.fetch = fetch;
};

// `Intl`, as a browser lacks it.
const { PluralRules, RelativeTimeFormat } = Intl;
export const takeIntlAway = () => Object.assign(Intl, { PluralRules: undefined, RelativeTimeFormat: undefined });
export const giveIntlBack = () => Object.assign(Intl, { PluralRules, RelativeTimeFormat });

// Values.
export const evaluate = (text) => Function(`return (${text})`)();
export const asText = (value) => JSON.stringify(value);
export const pollute = (name, value) => {
  Object.prototype[name] = value;
};
export const clean = (name) => {
  delete Object.prototype[name];
};
