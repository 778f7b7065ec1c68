import { combine, type Check, type Finding } from '../finding.ts'
import type { EntryFacts } from '../survey/entries.ts'
import { count, list } from '../words.ts'

/** Prompts, answers and outputs are nobody else's: folders are 0700, files 0600, and all of it ours. */
export const checkStateDirectory: Check = async ({ entries, home }) => {
  const facts = await entries
  return combine(
    [...wrongModes(facts), ...strangers(facts), ...oddities(facts)],
    `${home.path}: ${String(facts.total)} files and folders, all private.`,
  )
}

function wrongModes({ wrongModes: wrong }: EntryFacts): Finding[] {
  if (wrong.length === 0) return []
  const said = wrong.map(
    ({ expected, mode, path }) => `${path} is ${octal(mode)} and should be ${octal(expected)}`,
  )
  return [
    {
      status: 'problem',
      detail: `${count(wrong.length, 'mode')} ${wrong.length === 1 ? 'is' : 'are'} wrong: ${list(said)}.`,
      remedy: 'Run npm run doctor -- --fix to set them.',
      fixable: true,
    },
  ]
}

function strangers({ strangers: others }: EntryFacts): Finding[] {
  if (others.length === 0) return []
  const said = others.map(({ path, uid }) => `${path} (user ${String(uid)})`)
  return [
    {
      status: 'problem',
      detail: `Not this user's: ${list(said)}.`,
      remedy: 'Change their owner with chown, as when SpecFlow was once run with sudo.',
    },
  ]
}

function oddities({ oddities: odd }: EntryFacts): Finding[] {
  if (odd.length === 0) return []
  return [
    {
      status: 'problem',
      detail: `Neither a plain file nor a folder, as would belong there: ${list(odd)}.`,
      remedy: 'Remove them; they are never followed.',
    },
  ]
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0')
}
