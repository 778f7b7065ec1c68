import { accessSync, openSync, readdirSync, realpathSync, statSync, type PathLike } from 'node:fs'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { arbitraryCommands } from './commands.ts'
import { createSession } from './session.ts'
import { createWorld } from './world.ts'

const RUNS = Number(process.env.SPECFLOW_TEST_MODEL_RUNS ?? 500)
const SEED = Number(process.env.SPECFLOW_TEST_MODEL_SEED ?? Math.trunc(Math.random() * 2 ** 31))
/** Whether a sequence that fails is shown as it is; making it short takes longer than finding it. */
const IS_FIRST_ENOUGH = process.env.SPECFLOW_TEST_MODEL_SHRINK === '0'

// The few looks at the folders of projects go without Node's threads too: with them, the order would differ from run to run.
vi.mock('node:fs/promises', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  stat: async (path: PathLike) => Promise.resolve(statSync(path)),
  access: async (path: PathLike, mode?: number) => {
    accessSync(path, mode)
    return Promise.resolve()
  },
  realpath: async (path: PathLike) => Promise.resolve(realpathSync(path)),
  // They bring nothing, so that nothing is there to be opened or listed.
  open: async (path: PathLike, flags: number) => Promise.resolve(openSync(path, flags)),
  readdir: async (path: PathLike) => Promise.resolve(readdirSync(path)),
}))

it(`does what the reference allows in ${String(RUNS)} random sequences (seed ${String(SEED)})`, async () => {
  const limits = fc.record({
    maxRuns: fc.integer({ min: 1, max: 3 }),
    runsPerLane: fc.integer({ min: 1, max: 2 }),
  })
  const property = fc.asyncProperty(
    limits,
    fc.nat(),
    arbitraryCommands(40),
    async (limit, seed, commands) => {
      using world = await createWorld({ limits: limit, seed })
      const session = await createSession(world)
      await fc.asyncModelRun(() => ({ model: { isUp: true }, real: session }), commands)
      await session.finish()
    },
  )
  const result = await fc.check(property, { numRuns: RUNS, seed: SEED, endOnFailure: IS_FIRST_ENOUGH })
  console.log(`model: ${String(result.numRuns)} sequences with the seed ${String(SEED)}`)
  const { errorInstance } = result
  if (result.failed)
    throw new Error(fc.defaultReportMessage(result) ?? 'It failed.', { cause: errorInstance })
  expect(result.numRuns).toBe(RUNS)
}, 3_600_000)
