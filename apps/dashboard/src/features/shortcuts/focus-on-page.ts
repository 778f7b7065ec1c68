/** The link of a row that leads to what the row is about. */
const ROW = 'main [data-row]'
const SEARCH = 'main input[type="search"]'

/** Moves the focus to the next or the previous row; where none has it, to the first one in sight. */
export function focusRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next =
    at === -1 ? (rows.find((row) => row.getBoundingClientRect().top >= 0) ?? rows.at(-1)) : rows[at + step]
  next?.focus()
}

/** Answers whether the page has a search. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(SEARCH)
  field?.focus()
  field?.select()
  return field !== null
}
