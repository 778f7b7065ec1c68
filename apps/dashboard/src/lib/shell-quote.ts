/** One word of a POSIX shell, whatever is in it: between single quotes everything but a single quote is itself. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_/.:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
