import { execFileSync } from 'node:child_process'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../support/built-server.ts'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { nodeBinary, SERVER } from '../support/paths.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Under the widest umask a mode that is right is so on purpose. */
const OPEN_TO_ALL = ['/bin/sh', '-c', 'umask 0000 && exec "$0" "$@"', nodeBinary(), SERVER] as const

it('W9 under umask 0000 every file of the state is for its owner alone: 0600, and 0700 for folders', async () => {
  await using fake = await startFakeAgentServer({}, { command: OPEN_TO_ALL })
  const { api, home, pid } = fake.server
  expect(/^Umask:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]).toBe('0000')
  execFileSync('git', ['init', '-q', fake.project])
  await writeFile(join(fake.project, 'tracked.txt'), 'one')

  const asking = await fake.startAndAsk('needs_input')
  await api.answer(asking.id, { [asking.questionSet?.questions[0]?.id ?? '']: 'as you like' })
  await api.untilStatus(asking.id, 'completed')
  await api.untilStatus(await fake.start('stderr:1000+skill_error'), 'failed')
  const stopped = await fake.start('spawn:setsid+hang')
  await fake.leavesOf(stopped, 1)
  await api.cancel(stopped)
  const damaged = await fake.start('ok')
  await api.untilStatus(damaged, 'completed')
  await api.post('/api/session/link')
  expect(findOpen(home)).toEqual([])

  await fake.server.stop()
  await writeFile(join(home, 'workflows', `${damaged}.json`), '{', { mode: 0o600 })
  await using again = await startServer({ directory: fake.directory, command: OPEN_TO_ALL })
  await again.api.get('/api/doctor')

  // What there is to look at: records, run directories, working trees, what was moved away, and the token.
  const kinds = [
    'claim',
    'exit.json',
    'stderr.log',
    'stop.json',
    'first.index',
    'quarantine',
    'token',
    'owner.json',
  ]
  const names = walk(home).map((path) => relative(home, path))
  for (const kind of kinds)
    expect(
      names.some((name) => name.split('/').includes(kind)),
      kind,
    ).toBe(true)
  expect(findOpen(home)).toEqual([])
})

it('W9 the sample project that is put into the state is for its owner alone too', async () => {
  await using directory = await temporaryDirectory()
  const env = { SPECFLOW_CLAUDE_BIN: 'no-such-agent' }
  await using server = await startServer({ directory: directory.path, env, command: OPEN_TO_ALL })

  expect(walk(server.home).some((path) => path.endsWith('sample-project/README.md'))).toBe(true)
  expect(findOpen(server.home)).toEqual([])
})

function findOpen(home: string): string[] {
  return [home, ...walk(home)].flatMap((path) => {
    const stat = lstatSync(path)
    const mode = (stat.mode & 0o7777).toString(8)
    // What git has stored it never changes, and marks so.
    const isObject = /\/git\/objects\/[\da-f]{2}\/[\da-f]+$/.test(path)
    const allowed = stat.isDirectory() ? '700' : isObject ? '400' : '600'
    return mode === allowed ? [] : [`${relative(home, path)} has ${mode}`]
  })
}

function walk(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? [path, ...walk(path)] : [path]
  })
}
