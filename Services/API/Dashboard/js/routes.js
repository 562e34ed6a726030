// Which page an address is. Pages with one key are one page, which is told when the rest of the address changes.
//
// A page is an object with `title()`, `render()` (its nodes), `load()` (asks for everything anew), `isLoaded()`, and where it
// needs them `route(address)`, `event(cloudEvent)`, `interval()` (for asking without live events) and `stop()`.

import { AutomationPage } from "./automation/page.js";
import { JobsPage } from "./jobs/page.js";
import { PlannerPage } from "./planner/page.js";
import { ReviewPage } from "./review/page.js";
import { RunPage } from "./runs/run.js";
import { RunsPage } from "./runs/list.js";
import { NoSite } from "./sites/nosite.js";

export function createPage({ parts }, app) {
  const [first = "automation", second] = parts;
  const site = app.sites.current;
  const perSite = (key, Page) =>
    site
      ? { key: `${key}/${site.id}`, make: () => new Page(app, site) }
      : { key: `${key}/none`, make: () => new NoSite(app, key) };
  switch (first) {
    case "planner": return perSite("planner", PlannerPage);
    case "review": return perSite("review", ReviewPage);
    case "jobs": return { key: "jobs", make: () => new JobsPage(app) };
    case "runs":
      return second
        ? { key: `runs/${second}`, make: () => new RunPage(app, second) }
        : { key: "runs", make: () => new RunsPage(app) };
    default: return perSite("automation", AutomationPage);
  }
}
