import { existsSync } from 'node:fs'
import { createIdentityProbe } from '../../apps/dashboard/src/server/identity-probe.ts'
import { createPlatform } from '../../packages/process-runner/src/index.ts'
import { openFileStore, openStateDirectory, pruneExecutions } from '../../packages/workflow/src/index.ts'

export interface PruneRequest {
  home: string
  before: string
  version: string
}

/** Owns the state directory for as long as it takes, as a server would. Throws `StateDirectoryInUse` while one does. */
export async function pruneStateDirectory({
  home,
  before,
  version,
}: PruneRequest): Promise<{ removed: number; failed: number }> {
  // Opening would make it.
  if (!existsSync(home)) return { removed: 0, failed: 0 }
  const stateDirectory = await openStateDirectory({
    path: home,
    owner: { url: 'npm run prune', version },
    identify: createIdentityProbe(createPlatform()),
  })
  try {
    const { assertOwned, workflowsPath } = stateDirectory
    const store = await openFileStore({ directory: workflowsPath, assertOwned })
    let failed = 0
    const removed = await pruneExecutions({
      store,
      before,
      onRemoved: (id) => {
        console.log(`${id}  removed`)
      },
      onFailed: (id, error) => {
        failed += 1
        console.error(`${id}  not removed: ${error instanceof Error ? error.message : String(error)}`)
      },
    })
    await store.close()
    return { removed, failed }
  } finally {
    await stateDirectory.release()
  }
}
