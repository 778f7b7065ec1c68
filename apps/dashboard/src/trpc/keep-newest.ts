/**
 * Answers overtake each other: a poll that was sent before a cancel may arrive after it. A record whose `revision` is
 * lower than that of the record that is shown is ignored, wherever it comes from.
 */
export function keepNewest(shown: unknown, arrived: unknown): unknown {
  return isRevised(shown) &&
    isRevised(arrived) &&
    shown.id === arrived.id &&
    arrived.revision < shown.revision
    ? shown
    : arrived
}

function isRevised(value: unknown): value is { id: unknown; revision: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'revision' in value &&
    typeof value.revision === 'number'
  )
}
