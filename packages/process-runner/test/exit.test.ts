import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProcessRunner, RUN_FILES } from '../src/index.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('gives the prompt on standard input and keeps both outputs apart', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('echo-stdin.sh', [], { stdin: 'täst\n"$(id)"' }))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 0, swept: [] })
  expect(place.readRunFile(RUN_FILES.output)).toBe('täst\n"$(id)"')
  expect(place.readRunFile(RUN_FILES.stderr)).toBe('on stderr\n')
})

test.each([0, 1, 2, 3, 4, 5, 6, 7])(
  'brings back exit codes exactly, of every eighth from %i',
  async (first) => {
    await using place = createWorkplace()
    const codes = Array.from({ length: 32 }, (_, index) => first + index * 8)
    const results = await Promise.all(
      codes.map(async (code) => {
        const directory = join(place.directory, `code-${code}`)
        const run = await runner.start(place.spec('exit-code.sh', [String(code)], { directory }))
        const result = await run.result
        return result.kind === 'exited' ? result.exitCode : result
      }),
    )
    expect(results).toEqual(codes)
  },
)

test.each(['TERM', 'KILL', 'HUP', 'SEGV', 'ABRT', 'USR1'])(
  'tells a death by SIG%s from an exit',
  async (name) => {
    await using place = createWorkplace()
    const run = await runner.start(place.spec('die-of-signal.sh', [name]))
    await expect(run.result).resolves.toMatchObject({ kind: 'signaled', signal: `SIG${name}` })
    expect(place.readRunFile(RUN_FILES.stderr)).toBe('')
  },
)

test.each([
  ['INT', 130],
  ['PIPE', 141],
])('calls a death by SIG%s an exit with %i, since no shell remarks upon it', async (name, exitCode) => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('die-of-signal.sh', [name]))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode })
})

test('P9 ends well when a megabyte of prompt is never read', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('exit-code.sh', ['3'], { stdin: 'x'.repeat(1 << 20) }))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 3 })
})

test('ends well when the command closes its standard input', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('close-stdin.sh'))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 0 })
  expect(place.readRunFile(RUN_FILES.output)).toBe('closed\n')
})

test('P20 takes 50 MB of output without reading it', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('flood-stdout.sh', ['50000000']))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 0 })
  expect(statSync(join(place.runDirectory, RUN_FILES.output)).size).toBe(50_000_000)
})

test('sees an exit within 50 ms, and not by looking every second', async () => {
  await using place = createWorkplace()
  const delays: number[] = []
  for (let turn = 0; turn < 20; turn += 1) {
    const directory = join(place.directory, `turn-${turn}`)
    const run = await runner.start(place.spec('exit-code.sh', ['0'], { directory }))
    await run.result
    delays.push(Date.now() - statSync(join(directory, RUN_FILES.exit)).mtimeMs)
  }
  // The quickest of them: a busy machine delays some, polling would delay nearly all.
  expect(Math.min(...delays)).toBeLessThan(50)
})
