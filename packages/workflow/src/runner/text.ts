/** At most `max` UTF-16 units from the start, with an ellipsis for the rest and never half a character. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = text.slice(0, max - 1)
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** At most `max` UTF-16 units from the end, and never half a character. */
export function lastCharacters(text: string, max: number): string {
  const kept = text.slice(-max)
  return /^[\udc00-\udfff]/.test(kept) ? kept.slice(1) : kept
}
