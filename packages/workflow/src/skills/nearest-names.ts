const MAX_NEAREST = 3

/** At most three of `names` that `wanted` may have meant, the nearest first; none when nothing is near. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const lowerWanted = wanted.toLowerCase()
  const farthest = Math.max(2, Math.floor(wanted.length / 2))
  return names
    .map((name) => ({ name, distance: distanceBetween(lowerWanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_NEAREST)
    .map(({ name }) => name)
}

/** Letters to add, drop or change; a name that only goes on where the other ends is as near as one letter. */
function distanceBetween(a: string, b: string): number {
  const isPart = a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a))
  return isPart ? Math.min(1, Math.abs(a.length - b.length)) : editDistance(a, b)
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [line, letter] of Array.from(a).entries()) {
    const next = [line + 1]
    for (const [column, other] of Array.from(b).entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      const dropped = (row[column + 1] ?? 0) + 1
      const added = (next[column] ?? 0) + 1
      next.push(Math.min(changed, dropped, added))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
