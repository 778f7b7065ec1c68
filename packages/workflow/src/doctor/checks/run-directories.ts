import { combine, type Check, type Finding } from '../finding.ts'
import type { EntryFacts } from '../survey/entries.ts'
import { isDoubtful, type KnownRecord, type RecordFacts } from '../survey/records.ts'
import { count, list } from '../words.ts'

/** Each run that a record tells of has a folder with its prompt, its output and its end. */
export const checkRunDirectories: Check = async ({ entries, records }) => {
  const [facts, known] = await Promise.all([entries, records])
  const incomplete = [...known.known.values()].filter((record) => missingAttempts(record, facts).length > 0)
  return combine(
    [...missing(incomplete, facts), ...unowned(facts, known)],
    `${count(facts.runFolders.size, 'execution')} with run directories; none is missing.`,
  )
}

function missing(incomplete: readonly KnownRecord[], facts: EntryFacts): Finding[] {
  if (incomplete.length === 0) return []
  const said = incomplete.map((record) => {
    const attempts = missingAttempts(record, facts).map((attempt) => `run-${String(attempt)}`)
    return `${record.id} (${record.status}): ${attempts.join(', ')}`
  })
  return [
    {
      status: incomplete.some(({ hasEnded }) => !hasEnded) ? 'problem' : 'warning',
      detail: `${count(incomplete.length, 'record')} without the directories of ${incomplete.length === 1 ? 'its' : 'their'} runs: ${list(said)}.`,
      remedy:
        'Bring them back from a copy. Without them an execution that has ended has lost its raw output only.',
    },
  ]
}

function missingAttempts({ attempts, id }: KnownRecord, { runFolders }: EntryFacts): number[] {
  const there = runFolders.get(id)
  return Array.from({ length: attempts }, (_, index) => index + 1).filter((attempt) => !there?.has(attempt))
}

/** The record of an execution that was started a moment ago is there before its folder. */
function unowned({ runFolders }: EntryFacts, records: RecordFacts): Finding[] {
  const ids = [...runFolders.keys()].filter((id) => !records.known.has(id) && !isDoubtful(records, id))
  if (ids.length === 0) return []
  return [
    {
      status: 'warning',
      detail: `${count(ids.length, 'folder')} of runs without a record: ${list(ids)}.`,
      remedy: 'Bring the records back, or delete the folders.',
    },
  ]
}
