import { describe } from 'vitest'
import { createMemorySnapshots } from '../../src/snapshot/memory-snapshots.ts'
import { snapshotsContract } from './snapshots-contract.ts'

describe('in memory', () => {
  snapshotsContract(() => {
    const snapshots = createMemorySnapshots()
    const files: Record<string, string> = { 'README.md': 'one\n' }
    snapshots.setFiles('/project', files)
    return {
      snapshots,
      project: '/project',
      elsewhere: '/elsewhere',
      write: (path, text) => {
        files[path] = text
        snapshots.setFiles('/project', files)
      },
      [Symbol.dispose]: () => undefined,
    }
  })
})
