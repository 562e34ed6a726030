// Where we are: `#/automation/<site>/history?page=2`. A fragment, because the server has one page.

export function here() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
  return { parts: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

export function href(parts, query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value != null && value !== "")).toString();
  return `#/${parts.filter((part) => part != null && part !== "").map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** @param {boolean} replace Without a step to go back to: for filters. */
export function go(address, replace = false) {
  if (!replace) location.hash = address;
  else {
    history.replaceState(null, "", address);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }
}
