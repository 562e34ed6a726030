// The start: signing in, which page is shown, and what events reach.

import { patch } from "./core/dom.js";
import { announce } from "./core/announce.js";
import { change, get, hasKey, hasSession, onRefused, post, send, setKey, setToken } from "./core/api.js";
import { setZone } from "./core/format.js";
import { Live } from "./core/live.js";
import { go, here } from "./core/router.js";
import { applyTheme } from "./core/theme.js";
import { confirm } from "./core/dialog.js";
import { invitation } from "./account/invitation.js";
import { signIn } from "./account/signin.js";
import { broken } from "./parts/page.js";
import { Watch } from "./reports/watch.js";
import { createPage, places } from "./routes.js";
import { renderShell } from "./shell.js";
import { Sites } from "./sites/sites.js";

/** What all pages know. */
const app = {
  /** Who is signed in: `organization`, `timezone`, `name`, `role`, `permissions`, and for a person `userId`. */
  session: null,
  /** Whether who is signed in may do something: `reports:run`. What they may not do is not offered. */
  can: (permission) => app.session?.permissions.includes(permission) ?? false,
  sites: new Sites(() => draw()),
  watch: null,
  /** How many contents wait for a person on the chosen site. */
  reviews: null,
  live: null,
  draw: () => draw(),
  signOut,
  move,
  countReviews,
};
app.watch = new Watch(app);

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
  const [place, token] = here().parts;
  const isInvited = place === "invitation" && token != null;
  if (!app.session || isInvited) {
    document.body.classList.add("bare");
    document.title = isInvited ? "Invitation · Stagecoach" : "Sign in · Stagecoach";
    patch(side);
    return patch(main, isInvited ? invitation(token, begin, draw) : signIn(begin, draw));
  }
  document.body.classList.remove("bare");
  patch(side, renderShell(app, places(app)));
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
  const address = here();
  if (!app.session || address.parts[0] === "invitation") return draw();
  app.sites.choose(address);
  const next = createPage(address, app);
  if (page && next.key === page.key) {
    page.address = location.hash;
    page.route?.(address);
    return draw();
  }
  if (page?.isDirty?.()) return askToLeave(location.hash);
  const isFirst = page == null;
  page?.stop?.();
  page = next.make();
  [page.key, page.address] = [next.key, location.hash];
  const own = page;
  const render = page.render.bind(page);
  page.render = () => (own.problem && !own.isLoaded?.() ? [broken(own.problem, () => load(own))] : render());
  page.route?.(address);
  load(own);
  // The page before may have had no reason to ask at intervals.
  app.live?.wake();
  countReviews();
  draw();
  window.scrollTo(0, 0);
  if (!isFirst) {
    // Readers of screens are told of a new page by its title and by where the focus is.
    document.getElementById("main").focus({ preventScroll: true });
    announce(page.title());
  }
}

/** What was typed and not saved is not lost by one wrong click. */
function askToLeave(wanted) {
  history.replaceState(null, "", page.address);
  confirm({
    title: "Leave without saving?", text: "What you have changed on this page is not saved.", submit: "Leave", danger: true,
    action: () => {
      page.isDirty = null;
      go(wanted);
    },
  });
}

window.addEventListener("beforeunload", (event) => { if (page?.isDirty?.()) event.preventDefault(); });

// MARK: - Events

function happened(event) {
  app.watch.event(event);
  page?.event?.(event);
  if (/\.(content|run|item)s?\./.test(event.type) || event.data?.stage?.number === 6) countLater();
  if (app.can("content:view") && (event.type.includes(".job.") || event.type.includes(".site."))) app.sites.reload();
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
  if (!site || !app.can("content:view")) {
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

/** @param {?object} shown `{key}`, or `{email, password, organization}`; `null`: what this browser has. */
async function begin(shown) {
  if (shown?.key) setKey(shown.key);
  if (shown?.email) {
    const signed = await post("/sessions", shown);
    setKey(null);
    setToken(signed.csrfToken);
  }
  const who = await get("/session");
  if (who.userId) setToken(who.csrfToken);
  await enter(who);
}

/** @param {object} who The answer of `/session`. */
async function enter(who) {
  leavePage();
  const session = { ...who, ...(await post("/session")) };
  setZone(session.timezone);
  app.session = session;
  try {
    await app.sites.load(app.can("content:view"));
  } catch (problem) {
    app.session = null;
    throw problem;
  }
  app.live = new Live({
    begin: () => {
      app.watch.ask();
      return load();
    },
    event: happened,
    changed: (state) => {
      if (state === "offline" || state === "polling") announce(state === "offline" ? "Offline" : "Live updates are off; asking at intervals");
      draw();
    },
    poll: () => {
      app.watch.ask();
      return load();
    },
    interval: () => page?.interval?.() ?? (app.watch.isEmpty ? null : 3000),
  });
  app.live.start();
  route();
}

/** Goes on in another organization that the person belongs to. */
async function move(organization) {
  try {
    const who = await change("PATCH", "/session", { organization });
    setToken(who.csrfToken);
    go("#/", true);
    await enter(who);
  } catch (problem) {
    announce(problem.message, true);
  }
}

/** With the key of this tab, or the session of this browser. Only what is refused is forgotten: a server that is away comes back. */
async function resume() {
  try {
    await begin(null);
  } catch (problem) {
    if (problem.status === 401) {
      forget();
      return draw();
    }
    document.body.classList.add("bare");
    patch(document.getElementById("main"), broken(problem, resume));
  }
}

function signOut() {
  send("DELETE", app.session.userId ? "/sessions/current" : "/session").catch(() => {});
  leave();
}

function forget() {
  if (hasKey()) setKey(null);
  else setToken(null);
}

function leavePage() {
  app.live?.stop();
  page?.stop?.();
  page = null;
}

function leave() {
  leavePage();
  app.session = null;
  forget();
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
if (hasKey() || hasSession()) resume();
else draw();
