import { expect, it } from 'vitest'
import { startScript, type ChildScript } from '../support/child-script.ts'
import { compileSources } from '../support/compiled-sources.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const OPENER = new URL('../fixtures/open-state-directory.mjs', import.meta.url)

it(
  'S18 of twenty processes exactly one owns the directory, and after its kill -9 exactly one of the next',
  { timeout: 180_000 },
  async () => {
    const sources = compileSources(temporaryDirectory())
    const home = temporaryDirectory()
    for (const count of [20, 5]) {
      const openers = Array.from({ length: count }, () => startScript(OPENER, [sources, home]))
      const owner = await findOwner(openers)
      await Promise.all(openers.filter((opener) => opener !== owner).map((opener) => opener.kill()))
      await owner.kill()
    }
  },
)

/** The one that says so; all the others have to name it. */
async function findOwner(openers: readonly ChildScript[]): Promise<ChildScript> {
  const lines = await Promise.all(openers.map((opener) => opener.nextLine()))
  const owner = openers[lines.indexOf('owned')]
  if (!owner) throw new Error(`no process owns the directory: ${lines.join('; ')}`)
  const refusal = `refused StateDirectoryInUse ${String(owner.pid)}`
  expect(lines.toSorted()).toEqual(['owned', ...Array.from({ length: openers.length - 1 }, () => refusal)])
  return owner
}
