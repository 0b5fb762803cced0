// What something costs the main thread of a page, by the browser's own trace.

/** Names of the trace, and what they count as. What is in none of them is the browser's bookkeeping. */
const KINDS = {
  script: ["EventDispatch", "FunctionCall", "RunMicrotasks", "FireAnimationFrame"],
  style: ["UpdateLayoutTree"],
  layout: ["Layout"],
  paint: ["PrePaint", "Paint", "Layerize", "Commit"],
};
const TASKS = ["ThreadControllerImpl::RunTask", "RunTask"];

/**
 * Milliseconds of the main thread from the beginning of `act` until what it has done is painted: `all`, and what
 * of it is script, style, layout and paint. `act` runs in the page, and may answer a promise.
 */
export async function cost(page, act, ...args) {
  const tools = await page.browser().target().createCDPSession();
  const events = [];
  tools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const includedCategories = ["toplevel", "devtools.timeline", "blink.user_timing", "v8"];
  await tools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await page.evaluate(`(async (...args) => {
    performance.mark("cost-begin");
    await (${act})(...args);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    performance.mark("cost-end");
  })(...${JSON.stringify(args)})`);
  const complete = new Promise((done) => tools.once("Tracing.tracingComplete", done));
  await tools.send("Tracing.end");
  await complete;
  await tools.detach();
  return sum(events);
}

function sum(events) {
  const mark = (name) => events.find((event) => event.name === name);
  const [begin, end] = [mark("cost-begin"), mark("cost-end")];
  const inside = events.filter(({ ph, pid, tid, ts, dur = 0 }) =>
    ph === "X" && pid === begin.pid && tid === begin.tid && ts + dur > begin.ts && ts < end.ts);
  const total = (names) => {
    const named = inside.filter(({ name }) => names.includes(name)).sort((a, b) => a.ts - b.ts);
    // What stands inside another of the same kind is in its time already.
    let until = begin.ts;
    let sum = 0;
    for (const { ts, dur = 0 } of named) {
      const [from, to] = [Math.max(ts, until), Math.min(ts + dur, end.ts)];
      sum += Math.max(0, to - from);
      until = Math.max(until, to);
    }
    return sum / 1_000;
  };
  return { all: total(TASKS), ...Object.fromEntries(Object.entries(KINDS).map(([kind, names]) => [kind, total(names)])) };
}
