import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOSTILE_TEXTS } from './hostile.ts'

/** As names in a file system: all that it does not take is the slash and the null. */
export const HOSTILE_NAMES = HOSTILE_TEXTS.map((text) => text.replace(/[/\0]/g, '|'))

/** How many lines of standard error an execution keeps, with room for texts of several lines. */
const TEXTS_PER_RUN = 10

/** Of so many runs each has other texts. */
export const HOSTILE_RUNS = Math.ceil(HOSTILE_TEXTS.length / TEXTS_PER_RUN)

/** A folder in which everything that may say something says something hostile; answers its path. */
export function createHostileProject(directory: string): string {
  const path = join(directory, 'hostile')
  for (const [index, text] of HOSTILE_TEXTS.entries()) {
    const folder = join(path, '.claude/skills', `s${String(index)}`)
    mkdirSync(folder, { recursive: true })
    const head = `description: ${JSON.stringify(text)}\nargument-hint: ${JSON.stringify(text)}`
    writeFileSync(join(folder, 'SKILL.md'), `---\n${head}\n---\n\nDo it.\n`)
  }
  // No name of a skill: it is left out, and says nothing.
  for (const name of HOSTILE_NAMES) mkdirSync(join(path, '.claude/skills', name), { recursive: true })
  const commands = HOSTILE_TEXTS.map((command) => ({ type: 'command', command }))
  const settings = {
    hooks: { PreToolUse: [{ matcher: HOSTILE_TEXTS[0], hooks: commands }] },
    env: Object.fromEntries(HOSTILE_TEXTS.map((text) => [text, text])),
    permissions: { allow: HOSTILE_TEXTS },
  }
  writeFileSync(join(path, '.claude/settings.json'), JSON.stringify(settings))
  const servers = HOSTILE_TEXTS.map((text) => [text, { command: text, args: [text] }])
  writeFileSync(join(path, '.mcp.json'), JSON.stringify({ mcpServers: Object.fromEntries(servers) }))
  writeFileSync(join(path, '.agent.mjs'), agentSource())
  execFileSync('git', ['init', '-q', path])
  return path
}

/** Folders with hostile names, to be registered; answers their paths. */
export function createHostileFolders(directory: string): string[] {
  return HOSTILE_NAMES.map((name) => {
    const path = join(directory, 'folders', name)
    mkdirSync(path, { recursive: true })
    return path
  })
}

/** Writes files of hostile names and content, says the texts of its run on standard error, and fails. */
function agentSource(): string {
  return `
import { writeFileSync } from 'node:fs'
const texts = ${JSON.stringify(HOSTILE_TEXTS)}
for (const name of ${JSON.stringify(HOSTILE_NAMES)}) writeFileSync(name, texts.join('\\n').replaceAll('\\0', ' '))
let prompt = ''
for await (const chunk of process.stdin) prompt += chunk
const run = Number(/run-(\\d+)/.exec(prompt)[1])
process.stderr.write(texts.slice(${String(TEXTS_PER_RUN)} * run, ${String(TEXTS_PER_RUN)} * (run + 1)).join('\\n') + '\\n')
process.exitCode = 1
`
}
