import { relative } from 'node:path'
import { ok, type Check } from '../finding.ts'
import type { EntryFacts } from '../survey/entries.ts'
import { mayBeServed } from '../survey/owner.ts'
import type { RecordFacts } from '../survey/records.ts'
import { count, list } from '../words.ts'

/** What writers left that were killed while they wrote. In nobody's way, and never read. */
export const checkTemporaryFiles: Check = async ({ entries, home, ownership, records }) => {
  const isServed = await ownership.then(mayBeServed, () => true)
  const stale = findStale(await entries, await records, isServed)
  if (stale.length === 0) return ok('None is left over.')
  return {
    status: 'warning',
    detail: `${count(stale.length, 'stale temporary file')}: ${list(stale.map((path) => relative(home.path, path)))}.`,
    remedy: 'Run npm run doctor -- --fix to remove them; most go with the next start.',
    fixable: true,
  }
}

/** Paths of what nobody is writing any more. A server may be copying the sample project. */
export function findStale(facts: EntryFacts, { known }: RecordFacts, isServed: boolean): string[] {
  const ofRuns = facts.runTemporaries.filter(({ executionId }) => known.get(executionId)?.hasEnded === true)
  return [
    ...facts.staleTemporaries,
    ...ofRuns.map(({ path }) => path),
    ...(isServed ? [] : facts.sampleCopies),
  ]
}
