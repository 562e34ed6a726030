// A list that comes in pages behind cursors.

export class CursorList {
  items = null;
  next = null;
  /** The cursors of the pages before this one. */
  cursors = [];
  #cursor = null;
  #asked = 0;

  /** @param {Function} read Asks for the page behind a cursor: `{items, nextCursor}`. */
  constructor(read, changed) {
    [this.read, this.changed] = [read, changed];
  }

  async load() {
    const number = (this.#asked += 1);
    const page = await this.read(this.#cursor);
    // An answer that was overtaken by another question is not shown.
    if (number !== this.#asked) return;
    [this.items, this.next] = [page.items, page.nextCursor];
    // The page that we were on is gone.
    if (this.items.length === 0 && this.cursors.length > 0) return this.back();
    this.changed();
  }

  /** From the first page, with other filters. */
  restart() {
    [this.cursors, this.#cursor] = [[], null];
    return this.load().catch(() => {});
  }

  forth() {
    if (!this.next) return;
    this.cursors.push(this.#cursor);
    this.#cursor = this.next;
    window.scrollTo(0, 0);
    return this.load().catch(() => {});
  }

  back() {
    if (this.cursors.length === 0) return;
    this.#cursor = this.cursors.pop();
    return this.load().catch(() => {});
  }

  /** Once for all that happens within a moment. */
  soon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, 600);
  }
}
