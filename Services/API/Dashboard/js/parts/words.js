// Words that several screens use.

export const TRIGGERS = { manual: "By hand", scheduled: "Schedule", api: "API", message: "Message", webhook: "Webhook", backfill: "Catch-up" };

export const TYPES = { content: "Content", newsletter: "Newsletter", report: "Report", custom: "Custom" };
