// Which page an address is. Pages with one key are one page, which is told when the rest of the address changes.
//
// A page is an object with `title()`, `render()` (its nodes), `load()` (asks for everything anew), `isLoaded()`, and where it
// needs them `route(address)`, `event(cloudEvent)`, `interval()` (for asking without live events), `isDirty()` (something was
// typed that is not saved) and `stop()`.

import { AutomationPage } from "./automation/page.js";
import { here, href } from "./core/router.js";
import { ExecutionPage } from "./executions/page.js";
import { ExecutionsPage } from "./executions/list.js";
import { NewsletterPage } from "./jobs/form.js";
import { JobPage } from "./jobs/job.js";
import { JobsPage } from "./jobs/page.js";
import { Nowhere } from "./parts/nowhere.js";
import { PlannerPage } from "./planner/page.js";
import { ReportPage } from "./reports/page.js";
import { ReportsPage } from "./reports/list.js";
import { TemplatePage } from "./reports/form.js";
import { ReviewPage } from "./review/page.js";
import { RunPage } from "./runs/run.js";
import { RunsPage } from "./runs/list.js";
import { NoSite } from "./sites/nosite.js";

/** The places of the side bar: id, address, picture, name, permission, and how much waits there. */
function all(app) {
  const site = app.sites.current?.id;
  return [
    ["automation", href(["automation", site]), "i-pipeline", "Automation", "content:view"],
    ["planner", href(["planner", site]), "i-list", "Planner", "content:view"],
    ["review", href(["review", site]), "i-review", "Review", "content:view", app.reviews],
    ["reports", "#/reports", "i-report", "Reports", "reports:view"],
    ["jobs", "#/jobs", "i-jobs", "Jobs", "jobs:view"],
    ["runs", "#/runs", "i-history", "Runs", "jobs:view"],
  ];
}

/** Where who is signed in can go, and where they are. */
export function places(app) {
  const items = all(app).filter((place) => app.can(place[4]));
  const [first] = here().parts;
  return { items, current: first === "executions" ? "reports" : first ?? items[0]?.[0] };
}

export function createPage({ parts }, app) {
  const [named, second, third] = parts;
  const first = named ?? places(app).items[0]?.[0];
  const site = app.sites.current;
  const permission = all(app).find(([id]) => id === (first === "executions" ? "reports" : first))?.[4];
  if (!permission || !app.can(permission)) return { key: `nowhere/${first}`, make: () => new Nowhere(permission) };
  const perSite = (key, Page) =>
    site
      ? { key: `${key}/${site.id}`, make: () => new Page(app, site) }
      : { key: `${key}/none`, make: () => new NoSite(app, key) };
  const form = (place, Page, needed) =>
    app.can(needed)
      ? { key: `${place}/${second}/edit`, make: () => new Page(app, second === "new" ? null : second) }
      : { key: "nowhere/edit", make: () => new Nowhere(needed) };
  switch (first) {
    case "planner": return perSite("planner", PlannerPage);
    case "review": return perSite("review", ReviewPage);
    case "reports":
      if (!second) return { key: "reports", make: () => new ReportsPage(app) };
      if (second === "new" || third === "edit") return form("reports", TemplatePage, "reports:edit");
      return { key: `reports/${second}`, make: () => new ReportPage(app, second) };
    case "executions":
      return second
        ? { key: `executions/${second}`, make: () => new ExecutionPage(app, second) }
        : { key: "executions", make: () => new ExecutionsPage(app) };
    case "jobs":
      if (!second) return { key: "jobs", make: () => new JobsPage(app) };
      if (second === "new" || third === "edit") return form("jobs", NewsletterPage, "jobs:edit");
      return { key: `jobs/${second}`, make: () => new JobPage(app, second) };
    case "runs":
      return second
        ? { key: `runs/${second}`, make: () => new RunPage(app, second) }
        : { key: "runs", make: () => new RunsPage(app) };
    default: return perSite("automation", AutomationPage);
  }
}
