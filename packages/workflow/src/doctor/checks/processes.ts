import { combine, ok, type Check, type Finding } from '../finding.ts'
import { mayBeServed } from '../survey/owner.ts'
import type { Belonging, ProcessFacts } from '../survey/processes.ts'
import { count, list } from '../words.ts'

/** Everything that carries this state directory's marker belongs to an execution that has not ended. */
export const checkProcesses: Check = async ({ ownership, processes }) => {
  const facts = await processes
  if (facts.homeId === undefined) return ok('Nothing was ever run.')
  const owned = facts.processes.filter(({ belonging }) => belonging === 'owned').length
  // Who reads the lock says what is wrong with it; here it only decides what may be repaired.
  const isServed = await ownership.then(mayBeServed, () => true)
  return combine(
    [...orphans(facts), ...strays(facts, isServed), ...doubtful(facts)],
    owned === 0
      ? 'No process of a run is alive.'
      : `${count(owned, 'live process', 'live processes')} of runs that go on.`,
  )
}

/** Nothing of these can be about to go on, so they are repairable whoever is running. */
function orphans(facts: ProcessFacts): Finding[] {
  const said = describe(facts, ['ended'])
  if (said.length === 0) return []
  return [
    {
      status: 'problem',
      detail: `Alive although the execution has ended: ${list(said)}.`,
      remedy: 'Run npm run doctor -- --fix to end them.',
      fixable: true,
    },
  ]
}

/** A server might watch these, or start the next run beside them, so they are repairable only where there is none. */
function strays(facts: ProcessFacts, isServed: boolean): Finding[] {
  const said = describe(facts, ['unrecorded', 'earlier'])
  if (said.length === 0) return []
  const remedy = isServed
    ? 'Stop SpecFlow and run npm run doctor -- --fix to end them.'
    : 'Run npm run doctor -- --fix to end them.'
  return [
    {
      status: 'problem',
      detail: `Alive without a record, or left by an earlier run: ${list(said)}.`,
      remedy,
      fixable: !isServed,
    },
  ]
}

function doubtful(facts: ProcessFacts): Finding[] {
  const said = describe(facts, ['doubtful'])
  if (said.length === 0) return []
  return [
    {
      status: 'problem',
      detail: `Alive, of executions whose record cannot be read: ${list(said)}.`,
      remedy: 'Mend the record first; until then nobody can say whether they are to go on.',
    },
  ]
}

function describe({ processes }: ProcessFacts, wanted: readonly Belonging[]): string[] {
  return processes
    .filter(({ belonging }) => wanted.includes(belonging))
    .map(({ command, executionId, pid }) => `${String(pid)} ${command} (execution ${executionId})`)
}
