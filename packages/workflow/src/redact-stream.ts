import { findSecrets, MAX_SECRET_CHARACTERS, redactSecrets } from './redact.ts'

/** Beyond it a text that is nothing but nearly secrets is cut anywhere. */
const MAX_HELD_CHARACTERS = 1_000_000

/** `redactSecrets` for a text that comes in parts, however long it is: none of them is cut where a secret stands. */
export async function* redactStream(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const part of parts) {
    held += part
    const cut = findCut(held)
    if (cut === 0) continue
    yield redactSecrets(held.slice(0, cut))
    held = held.slice(cut)
  }
  if (held !== '') yield redactSecrets(held)
}

/** As far as nothing that comes later can make a secret of it; 0 when there is no such place. */
function findCut(text: string): number {
  const last = text.length - MAX_SECRET_CHARACTERS
  const from = last - MAX_SECRET_CHARACTERS
  if (from <= 0) return 0
  const secrets = findSecrets(text.slice(from)).map(({ end, start }) => ({
    start: from + start,
    end: from + end,
  }))
  // Not between the halves of a character.
  const anywhere = /[\uD800-\uDBFF]/.test(text.charAt(last - 1)) ? last - 1 : last
  let cut = anywhere
  for (let inside = secretAt(cut); inside !== undefined; inside = secretAt(cut)) cut = inside.start
  if (cut > from) return cut
  return text.length > MAX_HELD_CHARACTERS ? anywhere : 0

  function secretAt(place: number) {
    return secrets.find(({ start, end }) => start < place && place < end)
  }
}
