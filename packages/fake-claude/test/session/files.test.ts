import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { captured, resultOf, shapeOf } from '../support/results.ts'
import { sessionSoon } from '../support/waiting.ts'
import { createWorkspace } from '../support/workspace.ts'

/** What a run writes about a prompt and its structured answer; the real records carry more than these fields. */
const READ_BY_PEOPLE = [
  'type',
  'message',
  'attachment',
  'toolUseResult',
  'sessionId',
  'cwd',
  'uuid',
  'timestamp',
]

describe('the files of a session', () => {
  test('the transcript is private and stands in a folder named after the project', async () => {
    const { run, configDirectory, project } = createWorkspace()
    const { session_id } = resultOf(await run({ mode: 'ok' }))
    const folder = join(configDirectory, 'projects', project.replace(/[^A-Za-z0-9]/g, '-'))
    const path = join(folder, `${session_id}.jsonl`)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('a very long path gives a folder name that the file system takes', async () => {
    const { run, configDirectory, project } = createWorkspace()
    const deep = join(project, 'a'.repeat(120), 'b'.repeat(120))
    mkdirSync(deep, { recursive: true })
    const { session_id } = resultOf(await run({ mode: 'ok', cwd: deep }))
    const [folder = ''] = readdirSync(join(configDirectory, 'projects'))
    expect(folder.length).toBeLessThan(255)
    expect(existsSync(join(configDirectory, 'projects', folder, `${session_id}.jsonl`))).toBe(true)
  })

  test('the records that people read have the fields of the real ones', async () => {
    const { run, configDirectory } = createWorkspace()
    await run({ mode: 'ok', prompt: 'Build it.' })
    const [folder = ''] = readdirSync(join(configDirectory, 'projects'))
    const [file = ''] = readdirSync(join(configDirectory, 'projects', folder))
    const own = readableRecords(readFileSync(join(configDirectory, 'projects', folder, file), 'utf8'))
    expect(own).toEqual(readableRecords(captured('transcript.jsonl')))
  })

  test('while a run is live a file names its session, and is gone at the exit', async () => {
    const { start, configDirectory, project, log } = createWorkspace()
    const { pid, child, ended } = start({ mode: 'hang' })
    const path = join(configDirectory, 'sessions', `${String(pid)}.json`)
    const session = await sessionSoon(log)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      pid,
      sessionId: session.sessionId,
      cwd: project,
      procStart: expect.stringMatching(/^\d+$/) as unknown,
      status: 'busy',
    })
    child.kill('SIGTERM')
    await ended
    expect(existsSync(path)).toBe(false)
  })
})

function readableRecords(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ type }) => ['user', 'assistant', 'attachment'].includes(String(type)))
    .map((record) =>
      shapeOf(
        Object.fromEntries(READ_BY_PEOPLE.filter((key) => key in record).map((key) => [key, record[key]])),
        ['attachment.data'],
      ),
    )
}
