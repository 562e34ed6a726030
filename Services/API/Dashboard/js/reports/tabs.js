import { tabs } from "../parts/page.js";

export const reportTabs = (current) => tabs("Reports", [["reports", "Reports", "#/reports"], ["history", "Run history", "#/executions"]], current);
