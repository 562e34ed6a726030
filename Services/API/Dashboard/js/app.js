// The start: signing in, which page is shown, and what events reach.

import { patch } from "./core/dom.js";
import { announce } from "./core/announce.js";
import { get, hasKey, onRefused, post, send, setKey } from "./core/api.js";
import { setZone } from "./core/format.js";
import { Live } from "./core/live.js";
import { here } from "./core/router.js";
import { applyTheme } from "./core/theme.js";
import { broken } from "./parts/page.js";
import { createPage } from "./routes.js";
import { renderShell } from "./shell.js";
import { signIn } from "./signin.js";
import { Sites } from "./sites/sites.js";

/** What all pages know. */
const app = {
  session: null,
  sites: new Sites(() => draw()),
  /** How many contents wait for a person on the chosen site. */
  reviews: null,
  live: null,
  draw: () => draw(),
  signOut,
  countReviews,
};

let page = null;

/** Changes that come together are drawn together. */
let isDrawing = false;
function draw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    show();
  });
}

function show() {
  const [side, main] = [document.getElementById("side"), document.getElementById("main")];
  if (!app.session) {
    document.body.classList.add("bare");
    patch(side);
    return patch(main, signIn(begin));
  }
  document.body.classList.remove("bare");
  patch(side, renderShell(app, here().parts[0] ?? "automation"));
  if (page) {
    document.title = `${page.title()} · Stagecoach`;
    patch(main, page.render());
  }
}

// MARK: - Pages

async function load(target = page) {
  try {
    await target?.load();
    if (target) target.problem = null;
    return true;
  } catch (problem) {
    if (problem.status === 401) return false;
    if (target) target.problem = problem;
    return false;
  } finally {
    if (target === page) draw();
  }
}

/** Shows the page of the address; one that is shown already is told where it is now. */
function route() {
  if (!app.session) return draw();
  const address = here();
  app.sites.choose(address);
  const next = createPage(address, app);
  if (page && next.key === page.key) {
    page.route?.(address);
    return draw();
  }
  const isFirst = page == null;
  page?.stop?.();
  page = next.make();
  page.key = next.key;
  const own = page;
  const render = page.render.bind(page);
  page.render = () => (own.problem && !own.isLoaded?.() ? [broken(own.problem, () => load(own))] : render());
  page.route?.(address);
  load(own);
  countReviews();
  draw();
  window.scrollTo(0, 0);
  if (!isFirst) {
    // Readers of screens are told of a new page by its title and by where the focus is.
    document.getElementById("main").focus({ preventScroll: true });
    announce(page.title());
  }
}

// MARK: - Events

function happened(event) {
  page?.event?.(event);
  if (/\.(content|run|site|item)s?\./.test(event.type) || event.data?.stage?.number === 6) countLater();
  if (event.type.includes(".job.") || event.type.includes(".site.")) app.sites.reload();
}

let counting = null;
function countLater() {
  counting ??= setTimeout(() => {
    counting = null;
    countReviews();
  }, 1000);
}

async function countReviews() {
  const site = app.sites.current;
  if (!site) {
    app.reviews = null;
    return;
  }
  try {
    const { queues } = await get(`/automation/current_run?site_id=${site.id}`);
    if (site !== app.sites.current) return;
    app.reviews = queues.stage_7.pending;
    draw();
  } catch {
    // It is counted again with the next event.
  }
}

// MARK: - Signing in and out

async function begin(key) {
  setKey(key);
  const session = await post("/session");
  setZone(session.timezone);
  await app.sites.load();
  app.session = session;
  app.live = new Live({
    begin: () => load(),
    event: happened,
    changed: (state) => {
      if (state === "offline" || state === "polling") announce(state === "offline" ? "Offline" : "Live updates are off; asking at intervals");
      draw();
    },
    poll: () => load(),
    interval: () => page?.interval?.() ?? null,
  });
  app.live.start();
  route();
}

/** With the key of this tab. Only a key that is refused is forgotten: a server that is away comes back. */
async function resume() {
  try {
    await begin(sessionStorage.getItem("key"));
  } catch (problem) {
    if (problem.status === 401) {
      setKey(null);
      return draw();
    }
    document.body.classList.add("bare");
    patch(document.getElementById("main"), broken(problem, resume));
  }
}

function signOut() {
  send("DELETE", "/session").catch(() => {});
  leave();
}

function leave() {
  app.live?.stop();
  page?.stop?.();
  page = null;
  app.session = null;
  setKey(null);
  draw();
}

onRefused((problem) => {
  if (!app.session) return;
  leave();
  announce(problem.message, true);
});

// The cookie for pictures ends; a page that is looked at again asks for a new one.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && app.session) post("/session").catch(() => {});
});

// Times that are told as "in 5 m" move on by themselves.
setInterval(() => { if (app.session && document.visibilityState === "visible") draw(); }, 15_000);

window.addEventListener("hashchange", route);
// Its address is a fragment as well, and not a page's.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
applyTheme();
if (hasKey()) resume();
else draw();
