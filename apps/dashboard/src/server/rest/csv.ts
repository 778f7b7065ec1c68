/** Excel takes a file without it for one of an 8-bit character set; what reads UTF-8 skips it. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** One record of RFC 4180, its end included. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

/** A spreadsheet runs what begins like a formula, and an input or a name may be anybody's: an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/

function toCell(value: string | number | undefined): string {
  const text = String(value ?? '')
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
