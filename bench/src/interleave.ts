export interface Comparison {
  /** Medians over all rounds, in milliseconds. */
  baselineMs: number
  subjectMs: number
  /** Median over the rounds of the ratio within a round, with the smallest and the largest. */
  ratio: { median: number; min: number; max: number }
}

/**
 * Compares two measurements that both drift with the machine: they alternate as A B B A, the ratio is taken within each
 * round, and the first round only warms up.
 */
export async function interleave(
  measure: { baseline: () => Promise<number>; subject: () => Promise<number> },
  size: { rounds: number; pairsPerRound: number },
): Promise<Comparison> {
  const rounds: { baselineMs: number; subjectMs: number }[] = []
  for (let round = 0; round <= size.rounds; round += 1) {
    const baseline: number[] = []
    const subject: number[] = []
    for (let pair = 0; pair < size.pairsPerRound; pair += 1) {
      baseline.push(await measure.baseline())
      subject.push(await measure.subject())
      subject.push(await measure.subject())
      baseline.push(await measure.baseline())
    }
    if (round > 0) rounds.push({ baselineMs: median(baseline), subjectMs: median(subject) })
  }
  const ratios = rounds.map(({ baselineMs, subjectMs }) => subjectMs / baselineMs)
  return {
    baselineMs: median(rounds.map((round) => round.baselineMs)),
    subjectMs: median(rounds.map((round) => round.subjectMs)),
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
