import { join } from 'node:path'
import { readRegistryDocument } from '../../projects/registry-document.ts'
import { ok, type Check } from '../finding.ts'
import { count, list } from '../words.ts'

/** Other tools write the same file: what is theirs is left as it is. */
export const checkRegistry: Check = ({ home }) => {
  const path = join(home.path, 'registry.json')
  const { malformed, projects, text } = readRegistryDocument(path)
  if (text === undefined) return ok('No project is registered yet.')
  if (malformed.size === 0) return ok(`Readable, with ${count(projects.length, 'project')}.`)
  const said = [...malformed].map(([id, reason]) => `${JSON.stringify(id.slice(0, 128))} (${reason})`)
  return {
    status: 'warning',
    detail: `${count(malformed.size, 'entry', 'entries')} of ${path} cannot be used: ${list(said)}.`,
    remedy: 'Mend them in the file, or ask the tool that wrote them to. They are kept as they are.',
  }
}
