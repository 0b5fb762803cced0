// What something costs the main thread of a page, by the browser's own trace: in the thread's own time, which leaves out
// what other processes take meanwhile.

/** Names of the trace, and what they count as. What is in none of them is the browser's bookkeeping. */
const KINDS = {
  script: ["EventDispatch", "FunctionCall", "RunMicrotasks", "BlinkScheduler_PerformMicrotaskCheckpoint", "FireAnimationFrame", "TimerFire"],
  style: ["UpdateLayoutTree"],
  layout: ["Layout"],
  paint: ["PrePaint", "Paint", "Layerize", "Commit"],
};
const TASKS = ["ThreadControllerImpl::RunTask", "RunTask"];
/** What promises left to do when a task was over: the browser does nothing else in between. */
const CHECKPOINT = "BlinkScheduler_PerformMicrotaskCheckpoint";
/** Between a task and its checkpoint the trace itself takes its time, in microseconds. */
const GAP = 100;

/**
 * Milliseconds of the main thread until what `act` has done is painted: `all` of them, those of the `longest` task, and
 * what of all is script, style, layout and paint; and how many boxes a layout was about at most. `begin` counts from
 * the beginning of `act`, and each mark that `act` sets by `performance.mark` from there. `act` runs in the page, and
 * may answer a promise.
 */
export async function cost(page, act, ...args) {
  const tools = await page.browser().target().createCDPSession();
  const events = [];
  tools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const includedCategories = ["toplevel", "devtools.timeline", "blink.user_timing", "v8"];
  await tools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  const marks = await page.evaluate(`(async (...args) => {
    // In a task of its own, without what brought this in.
    await new Promise((done) => setTimeout(done));
    performance.clearMarks();
    performance.mark("begin");
    await (${act})(...args);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    const marks = performance.getEntriesByType("mark").map(({ name }) => name);
    performance.mark("end");
    return marks;
  })(...${JSON.stringify(args)})`);
  const complete = new Promise((done) => tools.once("Tracing.tracingComplete", done));
  await tools.send("Tracing.end");
  await complete;
  await tools.detach();
  return Object.fromEntries(marks.map((mark) => [mark, between(events, mark, "end")]));
}

function between(events, from, to) {
  const mark = (wanted) => events.find(({ name, cat }) => name === wanted && cat === "blink.user_timing");
  const [begin, end] = [mark(from), mark(to)];
  const inside = events
    .filter(({ ph, pid, tid, tts, tdur }) =>
      ph === "X" && pid === begin.pid && tid === begin.tid && tts + tdur > begin.tts && tts < end.tts)
    .sort((a, b) => a.tts - b.tts);
  /** Stretches of these names in milliseconds. What stands inside another is in its time already. */
  const stretches = (names, follows = () => false) => {
    const found = [];
    for (const { name, tts, tdur } of inside.filter(({ name }) => names.includes(name))) {
      const last = found.at(-1);
      const [first, until] = [Math.max(tts, begin.tts), Math.min(tts + tdur, end.tts)];
      if (last && (first < last.until || (follows(name) && first <= last.until + GAP))) last.until = Math.max(last.until, until);
      else found.push({ first, until });
    }
    return found.map(({ first, until }) => (until - first) / 1_000);
  };
  const sum = (some) => some.reduce((sum, one) => sum + one, 0);
  const tasks = stretches([...TASKS, CHECKPOINT], (name) => name === CHECKPOINT);
  return {
    all: sum(tasks),
    longest: Math.max(...tasks),
    ...Object.fromEntries(Object.entries(KINDS).map(([kind, names]) => [kind, sum(stretches(names))])),
    boxes: Math.max(0, ...inside.map(({ args }) => args?.beginData?.totalObjects ?? 0)),
  };
}
