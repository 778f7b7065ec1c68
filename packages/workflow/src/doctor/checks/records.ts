import { combine, type Check, type Finding } from '../finding.ts'
import type { RecordFacts } from '../survey/records.ts'
import { are, count, list } from '../words.ts'

/** Every record against the schema. Nothing is mended or moved: a record is the only copy of what happened. */
export const checkRecords: Check = async ({ records, workflowsPath }) => {
  const facts = await records
  return combine(
    [
      ...corrupt(facts),
      ...unreadable(facts),
      ...quarantined(facts, workflowsPath),
      ...newer(facts),
      ...foreign(facts),
      ...older(facts),
    ],
    `${count(facts.known.size, 'record')} readable.`,
  )
}

function corrupt({ corrupt: found }: RecordFacts): Finding[] {
  if (found.size === 0) return []
  return [
    {
      status: 'problem',
      detail: `${count(found.size, 'record')} cannot be understood: ${list(withReasons(found))}.`,
      remedy: 'Mend or restore them; otherwise the next start moves them to quarantine, where they stay.',
    },
  ]
}

function unreadable({ unreadable: found }: RecordFacts): Finding[] {
  if (found.size === 0) return []
  return [
    {
      status: 'problem',
      detail: `${count(found.size, 'record')} cannot be read: ${list(withReasons(found))}.`,
      remedy: 'Remove the cause and start SpecFlow again; they are left as they are.',
    },
  ]
}

function quarantined({ quarantined: found }: RecordFacts, workflowsPath: string): Finding[] {
  if (found.length === 0) return []
  return [
    {
      status: 'problem',
      detail: `${count(found.length, 'record')} ${are(found.length)} in quarantine: ${list(found)}.`,
      remedy: `Mend a file of ${workflowsPath}/quarantine and move it back as <id>.json while no server runs, or delete it.`,
    },
  ]
}

function newer({ newer: found }: RecordFacts): Finding[] {
  if (found.length === 0) return []
  return [
    {
      status: 'warning',
      detail: `${count(found.length, 'record')} ${are(found.length)} of a newer version of SpecFlow: ${list(found)}.`,
      remedy: 'Start the newer version to see them; this one leaves them as they are.',
    },
  ]
}

function foreign({ foreign: found }: RecordFacts): Finding[] {
  if (found.length === 0) return []
  return [
    {
      status: 'warning',
      detail: `${count(found.length, 'file')} ${are(found.length)} not SpecFlow's: ${list(found)}.`,
      remedy: 'Move them elsewhere; they are ignored and never changed.',
    },
  ]
}

function older({ older: found }: RecordFacts): Finding[] {
  if (found.length === 0) return []
  const verb = found.length === 1 ? 'is' : 'are'
  return [
    {
      status: 'ok',
      detail: `${count(found.length, 'record')} ${verb} of an older version and read as before.`,
    },
  ]
}

function withReasons(found: ReadonlyMap<string, string>): string[] {
  return [...found].map(([name, reason]) => `${name} (${reason})`)
}
